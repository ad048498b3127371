/**
 * Generates order-event feeds of any size that look like an exchange's and whose correct results are known.
 *
 * <p>Start with {@link io.ordermatrix.synthetic.OrderGenerator}: it writes the rows that {@link
 * io.ordermatrix.synthetic.FeedSettings} ask for and reports in a {@link io.ordermatrix.synthetic.GeneratedFeed} what
 * it wrote. Behind it, {@code TradingDay} says when the next event happens, following the {@code IntradayProfile};
 * {@code OrderFlow} says what happens: an order begins, or a live one is amended, traded, cancelled or expired. The
 * state of an order is an {@code OrderLife}; the part that never changes is its {@code OrderTerms}. Securities ({@code
 * Security}: price, tick and quotes) and participants are drawn by a {@code ZipfLaw}.
 *
 * <p>{@code RowWriter} turns an event into bytes in the columns of {@code FeedLayout}. On request, {@code RowDamage}
 * then damages some of the rows, so that each is rejected for one known reason, and {@code RowOddity} writes others in
 * an unusual but valid way; {@code SpreadRows} chooses which. A damaged feed is otherwise identical to the undamaged
 * one.
 *
 * <p>Every draw comes from {@code FeedRandom}, and every inexact function from {@link java.lang.StrictMath}, so that a
 * seed gives the same bytes on every machine and every JDK. Memory does not depend on the number of rows.
 *
 * <p>This is not a matching engine: a trade affects one order, without a counterparty. Public holidays are trading
 * days.
 */
package io.ordermatrix.synthetic;
