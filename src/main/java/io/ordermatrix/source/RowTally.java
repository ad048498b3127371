package io.ordermatrix.source;

import io.ordermatrix.order.Filter;
import io.ordermatrix.order.RejectReason;
import io.ordermatrix.order.RowAccounting;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts the rows of one chunk while it is read. */
final class RowTally {
    private final Map<String, Long> rejected = new TreeMap<>();
    private final Map<Filter, Long> dropped = new EnumMap<>(Filter.class);
    private final IntSet securities = new IntSet();
    private final IntSet participants = new IntSet();
    private long rejectedRows;
    private long droppedRows;
    private long header;
    private long blank;
    private long kept;
    private long firstTimestamp = Long.MAX_VALUE;
    private long lastTimestamp = Long.MIN_VALUE;

    void header() {
        header++;
    }

    void blank() {
        blank++;
    }

    void rejected(RejectReason reason) {
        rejectedRows++;
        rejected.merge(reason.toString(), 1L, Long::sum);
    }

    void dropped(Filter filter) {
        droppedRows++;
        dropped.merge(filter, 1L, Long::sum);
    }

    /** Counts the rows of a batch, all of them kept. */
    void kept(RowBatch batch) {
        int rows = batch.size();
        long[] timestamps = batch.column(OrderValues.TIMESTAMP);
        long first = firstTimestamp;
        long last = lastTimestamp;
        for (int row = 0; row < rows; row++) {
            first = Math.min(first, timestamps[row]);
            last = Math.max(last, timestamps[row]);
        }
        firstTimestamp = first;
        lastTimestamp = last;
        securities.addAll(batch.column(OrderValues.SECURITY_CODE), rows);
        participants.addAll(batch.column(OrderValues.PARTICIPANTID), rows);
        kept += rows;
    }

    void kept(long timestamp, int security, int participant) {
        kept++;
        firstTimestamp = Math.min(firstTimestamp, timestamp);
        lastTimestamp = Math.max(lastTimestamp, timestamp);
        securities.add(security);
        participants.add(participant);
    }

    /** The lines counted so far. */
    long lines() {
        return header + blank + rejectedRows + droppedRows + kept;
    }

    ChunkRecord record(Chunk chunk) {
        RowAccounting accounting =
                new RowAccounting(lines(), header, blank, rejected, droppedRows + kept, dropped, kept);
        return new ChunkRecord(
                chunk, accounting, firstTimestamp, lastTimestamp, securities.sorted(), participants.sorted());
    }
}
