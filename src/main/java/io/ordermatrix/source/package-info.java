/**
 * {@code format("orders")}: order files as a Spark data source.
 *
 * <p>One class for each of Spark's roles: {@link io.ordermatrix.source.OrderDataSource}, {@code OrderTable}, {@code
 * OrderScanBuilder} (what Spark pushes down: predicates, columns, aggregates), {@code OrderScan}, {@code
 * OrderPartitionReader} (one for each split). Reading itself is in {@code scan}, grouping in {@code group}. A run does
 * not read its input through this package; see {@link io.ordermatrix.engine.ScanJob}.
 */
package io.ordermatrix.source;
