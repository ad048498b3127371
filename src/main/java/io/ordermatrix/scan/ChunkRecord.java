package io.ordermatrix.scan;

import io.ordermatrix.input.Chunk;
import io.ordermatrix.order.RowAccounting;
import java.util.List;

/**
 * What became of the rows of one chunk. It depends only on the chunk's bytes and the selection, so a retried task
 * writes the same record again.
 *
 * @param dates of the kept rows, in order, as days since 1970-01-01
 * @param checksum see {@link ContentChecksum}
 */
public record ChunkRecord(Chunk chunk, RowAccounting accounting, List<Integer> dates, int checksum) {
    public ChunkRecord {
        dates = List.copyOf(dates);
    }
}
