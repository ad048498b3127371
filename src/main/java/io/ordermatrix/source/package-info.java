/**
 * Spark's side of reading: from the names of files to order events, or to groups of them.
 *
 * <p>{@link io.ordermatrix.source.InputFiles} finds files and reads their {@link io.ordermatrix.source.Header headers};
 * {@link io.ordermatrix.source.ChunkGroup} cuts them; a {@link io.ordermatrix.source.ScanSpec} is everything that the tasks of
 * a scan have to know. {@link io.ordermatrix.source.OrderEvents} chooses the engine.
 *
 * <p>The data source of our own is a class for each role that Spark has: {@link io.ordermatrix.source.OrderDataSource},
 * {@code OrderTable}, {@code OrderScanBuilder} (what is taken over from Spark), {@code OrderScan},
 * {@code OrderPartitionReader}. Below it, {@code GroupReader} walks through the chunks of a task, {@code OrderRows} turns
 * blocks of rows into a {@code RowBatch}, {@code GroupedAggregate} adds batches to groups.
 *
 * <p>What became of every line is in the {@link io.ordermatrix.source.ChunkRecord}s that each task leaves: their sum, and not
 * any accumulator, is the accounting of a run, because tasks that are tried again leave the same again.
 */
package io.ordermatrix.source;
