/**
 * What the scans of a run have spilled, merged and written as Parquet, a directory for each date.
 *
 * <p>{@link io.ordermatrix.table.DatedTable} is the one way from spills to result files, for the cube and for the events alike.
 */
package io.ordermatrix.table;
