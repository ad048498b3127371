/**
 * How full the memory is, and what follows from it: {@link io.ordermatrix.memory.MemoryGuard} decides between two waves with how
 * many workers the next one runs.
 */
package io.ordermatrix.memory;
