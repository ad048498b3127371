/**
 * What tests share: the program as a user calls it, its results as another reader sees them, other engines' opinions, random
 * input, and file systems on which something goes wrong.
 */
package io.ordermatrix.testkit;
