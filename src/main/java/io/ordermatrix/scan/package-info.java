/**
 * From the bytes of a split to batches of order events, with an exact account of every row. Knows nothing of Spark.
 *
 * <p>{@link io.ordermatrix.scan.ScanSpec} says what to read. {@link io.ordermatrix.scan.SplitReader} walks through the
 * chunks of a split with the scanner of the {@code csv} package, {@link io.ordermatrix.scan.OrderRows} turns a thousand
 * rows at a time into a {@link io.ordermatrix.scan.RowBatch}, column by column, and a {@link
 * io.ordermatrix.scan.ChunkRecord} keeps what became of the rows of each chunk. The second engine is another {@link
 * io.ordermatrix.scan.BatchReader}.
 *
 * <p>A run's accounting is the sum of its {@linkplain io.ordermatrix.scan.ChunkRecords chunk records}. A record depends
 * only on the chunk's bytes and on the selection, so retried tasks can't count a row twice.
 */
package io.ordermatrix.scan;
