/**
 * Measures memory and reacts to it: between two waves, {@link io.ordermatrix.memory.MemoryGuard} decides how many
 * workers the next one runs with.
 */
package io.ordermatrix.memory;
