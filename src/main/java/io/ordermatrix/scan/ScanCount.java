package io.ordermatrix.scan;

/**
 * How much a task has read.
 *
 * @param keptRows order events kept
 * @param droppedRows order events dropped by the selection or a predicate
 * @param rejectedRows rows rejected
 * @param bytes of the input, as stored; those of a compressed chunk count at its end
 */
public record ScanCount(long keptRows, long droppedRows, long rejectedRows, long bytes) {
    public static final ScanCount NONE = new ScanCount(0, 0, 0, 0);

    /** Adds what has been read of one more chunk. */
    public ScanCount plus(RowTally tally, long moreBytes) {
        return new ScanCount(
                keptRows + tally.keptRows(),
                droppedRows + tally.droppedRows(),
                rejectedRows + tally.rejectedRows(),
                bytes + moreBytes);
    }
}
