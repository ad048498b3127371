package io.ordermatrix.scan;

import io.ordermatrix.input.Chunk;
import io.ordermatrix.order.DropReason;
import io.ordermatrix.order.RejectReason;
import io.ordermatrix.order.RowAccounting;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Counts the rows of a part of the input as it is read. */
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
    private final SortedSet<Integer> dates = new TreeSet<>();
    /** The last date that was added; neighbours are often equal. */
    private long lastDate = Long.MIN_VALUE;

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
        dropped(reason, 1);
    }

    public void dropped(DropReason reason, long rows) {
        dropped[reason.ordinal()] += rows;
    }

    /** Counts rows dropped by a query's predicate. No record accounts for them, since a run has no such predicate. */
    void filtered(int rows) {
        filtered += rows;
    }

    public void kept(long rows) {
        kept += rows;
    }

    /** Notes the dates of kept rows, as days since 1970-01-01. */
    public void dates(long[] days, int rows) {
        for (int row = 0; row < rows; row++) {
            if (days[row] != lastDate) {
                lastDate = days[row];
                dates.add((int) lastDate);
            }
        }
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

    /** What became of the rows counted so far. */
    public RowAccounting accounting() {
        Map<DropReason, Long> droppedBy = new EnumMap<>(DropReason.class);
        for (DropReason reason : DROP_REASONS) {
            if (dropped[reason.ordinal()] > 0) {
                droppedBy.put(reason, dropped[reason.ordinal()]);
            }
        }
        return new RowAccounting(lines(), header, blank, rejected, droppedRows() + kept, droppedBy, kept);
    }

    /**
     * The record of a chunk.
     *
     * @param checksum see {@link ContentChecksum}
     */
    public ChunkRecord record(Chunk chunk, int checksum) {
        return new ChunkRecord(chunk, accounting(), List.copyOf(dates), checksum);
    }
}
