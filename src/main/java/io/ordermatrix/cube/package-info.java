/**
 * The measures, and the tables and reports that they are computed for.
 *
 * <p>{@link io.ordermatrix.cube.Measures} declares every measure in one line: what is collected from events, how the
 * collected numbers of several groups are merged, and what is shown. {@link io.ordermatrix.cube.OrderCube} applies them
 * at the finest grain, {@link io.ordermatrix.cube.Rollup} at coarser ones, from the cube alone.
 */
package io.ordermatrix.cube;
