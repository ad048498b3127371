/**
 * What is counted and summed.
 *
 * <p>{@link io.ordermatrix.aggregate.Measures} holds every formula: what is collected from events, how collected values
 * of several groups are put together, and what is shown of them. {@link io.ordermatrix.aggregate.OrderCube} applies them
 * at the finest grain, {@link io.ordermatrix.aggregate.Rollup} at coarser ones, from the cube alone.
 */
package io.ordermatrix.aggregate;
