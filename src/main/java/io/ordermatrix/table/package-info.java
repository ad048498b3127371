/**
 * Merges what the scans of a run have spilled and writes it as Parquet, one directory per date.
 *
 * <p>{@link io.ordermatrix.table.DatedTable} is the only way from spills to result files, both for the cube and for
 * events.
 */
package io.ordermatrix.table;
