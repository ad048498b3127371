package io.ordermatrix.source;

import java.util.Arrays;

/**
 * Order events, column by column; see {@link OrderValues} for the columns. Made and reused by {@link OrderRows}.
 */
final class RowBatch {
    /** The most rows of a batch: its columns stay in the second-level cache. */
    static final int CAPACITY = 1024;

    private final long[][] columns = new long[OrderValues.COUNT][CAPACITY];
    /** Where in its block each row is. */
    private final int[] blockRows = new int[CAPACITY];

    private int size;

    RowBatch() {
        Arrays.fill(columns[OrderValues.ONE], 1);
    }

    int size() {
        return size;
    }

    void setSize(int rows) {
        size = rows;
    }

    /** The values of a column; those from {@link #size()} on mean nothing. */
    long[] column(int place) {
        return columns[place];
    }

    int[] blockRows() {
        return blockRows;
    }

    /** Keeps only some rows: their numbers, ascending. */
    void keep(int[] rows, int count, int[] places) {
        if (count < size) {
            compact(blockRows, rows, count);
            for (int place : places) {
                compact(columns[place], rows, count);
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
