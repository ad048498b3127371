/**
 * The domain: what an order event is, which ones a run asks for, and the words that the rest of the program uses.
 *
 * <p>Start with {@link io.ordermatrix.order.OrderColumn}, the columns of the feed and their types. A row that cannot be
 * read as an order event has a {@link io.ordermatrix.order.RejectReason}. A {@link io.ordermatrix.order.Selection} is a
 * list of {@link io.ordermatrix.order.Filter filters} in their fixed order; {@link io.ordermatrix.order.RowAccounting}
 * says where every line went. {@link io.ordermatrix.order.ExchangeClock} turns nanoseconds into the exchange's date and
 * hour, {@link io.ordermatrix.order.SizeBucket} a quantity into its class.
 *
 * <p>Nothing here knows Spark, CSV or the configuration.
 */
package io.ordermatrix.order;
