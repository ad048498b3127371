/**
 * The selected events themselves, sorted: the content of the job matrix's cells.
 *
 * <p>{@link io.ordermatrix.orders.OrderSink} sorts the events that a task keeps and spills them, during the same scan
 * that groups them; {@link io.ordermatrix.orders.StoredOrders} merges the spills of all tasks by ranges of keys.
 */
package io.ordermatrix.orders;
