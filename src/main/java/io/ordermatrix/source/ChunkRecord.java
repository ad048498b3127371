package io.ordermatrix.source;

import io.ordermatrix.order.RowAccounting;

/**
 * What became of the rows of one chunk. It depends on the chunk's bytes and the selection alone, so that a task that
 * is retried leaves the same again.
 */
public record ChunkRecord(Chunk chunk, RowAccounting accounting) {}
