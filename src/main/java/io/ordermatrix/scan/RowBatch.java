package io.ordermatrix.scan;

import java.util.Arrays;

/** Order events, column by column; {@link OrderSlots} says which column is which. Made once and filled again and again. */
public final class RowBatch {
    /** The most rows of a batch: its columns stay in the second-level cache. */
    public static final int CAPACITY = 1024;

    private final long[][] columns = new long[OrderSlots.COUNT][CAPACITY];
    /** Where in its block each row is. */
    private final int[] blockRows = new int[CAPACITY];

    private int size;

    public RowBatch() {
        Arrays.fill(columns[OrderSlots.ONE], 1);
    }

    public int size() {
        return size;
    }

    public void setSize(int rows) {
        size = rows;
    }

    /** The values of a slot; those from {@link #size()} on mean nothing. */
    public long[] column(int slot) {
        return columns[slot];
    }

    /** For each row, which row of the block it was read from. */
    public int[] blockRows() {
        return blockRows;
    }

    /** Keeps only some rows, given by their indexes in ascending order, and only the values of some slots. */
    void keep(int[] rows, int count, int[] slots) {
        if (count < size) {
            compact(blockRows, rows, count);
            for (int slot : slots) {
                compact(columns[slot], rows, count);
            }
            size = count;
        }
    }

    private static void compact(long[] column, int[] rows, int count) {
        for (int at = 0; at < count; at++) {
            column[at] = column[rows[at]];
        }
    }

    private static void compact(int[] column, int[] rows, int count) {
        for (int at = 0; at < count; at++) {
            column[at] = column[rows[at]];
        }
    }
}
