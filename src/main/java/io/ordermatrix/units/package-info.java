/** Quantities that carry their unit. */
package io.ordermatrix.units;
