/**
 * Makes order-event feeds of any size that look like an exchange's and whose truth is known.
 *
 * <p>Start with {@link io.ordermatrix.synthetic.OrderGenerator}: it goes through the rows that
 * {@link io.ordermatrix.synthetic.FeedSettings} ask for and says in a {@link io.ordermatrix.synthetic.GeneratedFeed}
 * what it wrote. Behind it, {@code TradingDay} says when the next event happens, after the {@code IntradayProfile};
 * {@code OrderFlow} says what happens: an order begins, or a live one is amended, traded, cancelled or expired. The state
 * of one order is an {@code OrderLife}, what never changes of it its {@code OrderTerms}. Securities ({@code Security}:
 * price, tick and quotes) and participants are drawn by a {@code ZipfLaw}.
 *
 * <p>{@code RowWriter} turns an event into bytes in the columns of {@code FeedLayout}. On request {@code RowDamage} then
 * spoils some of the rows, each so that it is rejected for one known reason, and {@code RowOddity} writes others in an
 * unusual but valid way; {@code SpreadRows} chooses which. A spoiled feed is otherwise the same as the sound one.
 *
 * <p>Every draw comes from {@code FeedRandom} and every function that is not exact from {@link java.lang.StrictMath}, so
 * that a seed gives the same bytes on every machine and every JDK. Memory does not depend on the number of rows.
 *
 * <p>It is no matching engine: a trade touches one order, and no counterpart is looked for. Public holidays are trading
 * days.
 */
package io.ordermatrix.synthetic;
