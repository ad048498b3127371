/**
 * {@code format("orders")}: order files as a source for everybody who uses Spark.
 *
 * <p>A class for each role that Spark has: {@link io.ordermatrix.source.OrderDataSource}, {@code OrderTable},
 * {@code OrderScanBuilder} (what is taken over from Spark: predicates, columns, aggregates), {@code OrderScan},
 * {@code OrderPartitionReader} (one for each split). Reading itself is in {@code scan}, grouping in {@code group}. A run does
 * not read its input through this package, see {@link io.ordermatrix.engine.ScanJob}.
 */
package io.ordermatrix.source;
