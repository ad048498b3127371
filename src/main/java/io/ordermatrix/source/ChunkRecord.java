package io.ordermatrix.source;

import io.ordermatrix.order.RowAccounting;
import java.util.List;

/**
 * What became of the rows of one chunk. It depends on the chunk's bytes and the selection alone, so that a task that is
 * retried leaves the same again.
 *
 * @param firstTimestamp the earliest kept event, nanoseconds since 1970-01-01 UTC; Long.MAX_VALUE if none was kept
 * @param lastTimestamp the latest kept event; Long.MIN_VALUE if none was kept
 * @param securities of the kept events, ascending
 * @param participants of the kept events, ascending
 */
public record ChunkRecord(
        Chunk chunk,
        RowAccounting accounting,
        long firstTimestamp,
        long lastTimestamp,
        List<Integer> securities,
        List<Integer> participants) {

    public ChunkRecord {
        securities = List.copyOf(securities);
        participants = List.copyOf(participants);
    }

    boolean hasEvents() {
        return accounting.kept() > 0;
    }
}
