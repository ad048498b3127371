package io.ordermatrix.scan;

/**
 * How much a task has read.
 *
 * @param keptRows order events that are kept
 * @param droppedRows order events that the selection or a predicate drops
 * @param rejectedRows rows that can't be read
 * @param bytes of the input, as they are stored, of the chunks that were read to their end
 */
public record ScanCount(long keptRows, long droppedRows, long rejectedRows, long bytes) {
    public static final ScanCount NONE = new ScanCount(0, 0, 0, 0);

    /** Adds what has been read of one chunk more. */
    public ScanCount plus(RowTally tally, long moreBytes) {
        return new ScanCount(
                keptRows + tally.keptRows(),
                droppedRows + tally.droppedRows(),
                rejectedRows + tally.rejectedRows(),
                bytes + moreBytes);
    }
}
