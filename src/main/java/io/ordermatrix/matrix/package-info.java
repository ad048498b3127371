/**
 * The job matrix: every (security, date) cell of a run and what became of it.
 *
 * <p>{@link io.ordermatrix.matrix.TradingCalendar} knows the dates on which an exchange trades, {@link
 * io.ordermatrix.matrix.JobMatrix} which cells a selection expects and which of them the data filled.
 */
package io.ordermatrix.matrix;
