/**
 * What became of each order on each day.
 *
 * <p>Events are spilled in the order of date, security, order and time ({@link io.ordermatrix.lifecycle.LifecycleEvents}), so
 * that all events of an order follow each other when spills are merged. {@link io.ordermatrix.lifecycle.LifecycleFold} makes
 * one row of them, whatever the number of orders; {@link io.ordermatrix.lifecycle.Lifecycles} writes the rows. {@link
 * io.ordermatrix.lifecycle.FlowMeasures} declares what is counted of them, and {@link io.ordermatrix.lifecycle.FlowSink}
 * writes that by security, date, participant and hour.
 */
package io.ordermatrix.lifecycle;
