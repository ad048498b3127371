package io.ordermatrix.scan;

import io.ordermatrix.input.Chunk;
import io.ordermatrix.order.DropReason;
import io.ordermatrix.order.RejectReason;
import io.ordermatrix.order.RowAccounting;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts the rows of one chunk as it is read. */
@SuppressWarnings("EnumOrdinal") // a dropped row costs one addition in an array
public final class RowTally {
    private static final DropReason[] DROP_REASONS = DropReason.values();

    private final long[] dropped = new long[DROP_REASONS.length];
    private final Map<String, Long> rejected = new TreeMap<>();
    private long rejectedRows;
    private long header;
    private long blank;
    private long filtered;
    private long kept;

    public void header() {
        header++;
    }

    public void blank() {
        blank++;
    }

    public void rejected(RejectReason reason) {
        rejectedRows++;
        rejected.merge(reason.toString(), 1L, Long::sum);
    }

    public void dropped(DropReason reason) {
        dropped[reason.ordinal()]++;
    }

    /** Counts rows dropped by a query's predicate. No record accounts for them, since a run has no such predicate. */
    void filtered(int rows) {
        filtered += rows;
    }

    public void kept(int rows) {
        kept += rows;
    }

    /** The lines counted so far. */
    public long lines() {
        return header + blank + rejectedRows + droppedRows() + kept;
    }

    long keptRows() {
        return kept;
    }

    long droppedRows() {
        long rows = filtered;
        for (long count : dropped) {
            rows += count;
        }
        return rows;
    }

    long rejectedRows() {
        return rejectedRows;
    }

    public ChunkRecord record(Chunk chunk) {
        Map<DropReason, Long> droppedBy = new EnumMap<>(DropReason.class);
        for (DropReason reason : DROP_REASONS) {
            if (dropped[reason.ordinal()] > 0) {
                droppedBy.put(reason, dropped[reason.ordinal()]);
            }
        }
        return new ChunkRecord(
                chunk, new RowAccounting(lines(), header, blank, rejected, droppedRows() + kept, droppedBy, kept));
    }
}
