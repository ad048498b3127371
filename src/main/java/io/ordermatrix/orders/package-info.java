/**
 * The selected events themselves, sorted: the job matrix with all that is in its cells.
 *
 * <p>{@link io.ordermatrix.orders.OrderSink} sorts what a task keeps and spills it, beside the groups of the same scan;
 * {@link io.ordermatrix.orders.StoredOrders} merges the spills of all tasks by ranges of keys.
 */
package io.ordermatrix.orders;
