package io.ordermatrix.scan;

import io.ordermatrix.input.Chunk;
import io.ordermatrix.order.RowAccounting;

/**
 * What became of the rows of one chunk. It depends on the chunk's bytes and the selection alone, so a retried task writes
 * the same record again.
 */
public record ChunkRecord(Chunk chunk, RowAccounting accounting) {}
