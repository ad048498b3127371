package io.ordermatrix.scan;

import io.ordermatrix.input.Chunk;
import io.ordermatrix.order.RowAccounting;

/**
 * What became of the rows of one chunk. It depends only on the chunk's bytes and the selection, so a retried task
 * writes the same record again.
 */
public record ChunkRecord(Chunk chunk, RowAccounting accounting) {}
