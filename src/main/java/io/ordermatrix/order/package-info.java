/**
 * The domain: what an order event is, which events a run selects, and the vocabulary of the rest of the program.
 *
 * <p>Start with {@link io.ordermatrix.order.OrderColumn}, the columns of the feed and their types. A row that cannot be
 * read as an order event has a {@link io.ordermatrix.order.RejectReason}. A {@link io.ordermatrix.order.Selection} is a
 * set of filters that apply in a fixed order; {@link io.ordermatrix.order.RowAccounting} says where every line went.
 * {@link io.ordermatrix.order.ExchangeClock} turns nanoseconds into the exchange's date and hour, {@link
 * io.ordermatrix.order.SizeBucket} a quantity into its class.
 *
 * <p>Nothing here knows about Spark, CSV or the configuration.
 */
package io.ordermatrix.order;
