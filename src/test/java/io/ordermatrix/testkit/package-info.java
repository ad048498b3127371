/**
 * Shared by tests: the program as a user calls it, its results as another reader sees them, the results of other
 * engines, random input, and file systems with failures.
 */
package io.ordermatrix.testkit;
