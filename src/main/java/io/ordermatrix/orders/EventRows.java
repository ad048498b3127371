package io.ordermatrix.orders;

import java.util.Arrays;

/**
 * The values of events as rows of ints in one array, so that an event comes from one or two lines of the cache. A column takes one int
 * of a row until it has a value that needs two, which most never have.
 */
final class EventRows {
    /** How many events are copied at a time, which stay in the nearest cache. */
    private static final int COPIED = 64;

    private final boolean[] isWide;
    /** Where each column is in a row. */
    private final int[] offsets;

    private int stride;
    private int[] ints = {};
    /** Where the rows of copied events begin. */
    private final int[] starts = new int[COPIED];

    /**
     * @param columns the number of values of an event, as in its layout
     */
    EventRows(int columns) {
        isWide = new boolean[columns];
        offsets = new int[columns];
        locate();
    }

    private void locate() {
        stride = 0;
        for (int column = 0; column < offsets.length; column++) {
            offsets[column] = stride;
            stride += isWide[column] ? 2 : 1;
        }
    }

    /** How many bytes an event takes. */
    int bytesOfEvent() {
        return Integer.BYTES * stride;
    }

    /** Makes room for this many places, or only for these. */
    void resize(int places) {
        ints = Arrays.copyOf(ints, Math.multiplyExact(places, stride));
    }

    /**
     * Puts one column of events.
     *
     * @param to the place of each event
     */
    void put(long[] source, int count, int[] to, int column) {
        if (!isWide[column] && !areInts(source, count)) {
            widen(column);
        }
        int offset = offsets[column];
        if (isWide[column]) {
            for (int row = 0; row < count; row++) {
                int at = to[row] * stride + offset;
                ints[at] = (int) source[row];
                ints[at + 1] = (int) (source[row] >>> Integer.SIZE);
            }
        } else {
            for (int row = 0; row < count; row++) {
                ints[to[row] * stride + offset] = (int) source[row];
            }
        }
    }

    private static boolean areInts(long[] values, int count) {
        long lost = 0;
        for (int row = 0; row < count; row++) {
            lost |= values[row] ^ (int) values[row];
        }
        return lost == 0;
    }

    /** Gives a column two ints in all rows. */
    private void widen(int column) {
        int narrow = stride;
        int end = offsets[column] + 1;
        isWide[column] = true;
        locate();
        int rows = ints.length / narrow;
        int[] wider = new int[Math.multiplyExact(rows, stride)];
        for (int row = 0; row < rows; row++) {
            int from = row * narrow;
            int to = row * stride;
            System.arraycopy(ints, from, wider, to, end);
            wider[to + end] = ints[from + end - 1] >> (Integer.SIZE - 1);
            System.arraycopy(ints, from + end, wider, to + end + 1, narrow - end);
        }
        ints = wider;
    }

    /**
     * Copies the events at consecutive entries of a list of places into columns.
     *
     * @param firstColumn the column of their first value
     */
    void read(int[] events, int from, int count, long[][] columns, int firstColumn) {
        for (int start = 0; start < count; start += COPIED) {
            int copied = Math.min(count - start, COPIED);
            for (int row = 0; row < copied; row++) {
                starts[row] = events[from + start + row] * stride;
            }
            for (int column = 0; column < offsets.length; column++) {
                copy(column, copied, columns[firstColumn + column], start);
            }
        }
    }

    private void copy(int column, int count, long[] target, int first) {
        int offset = offsets[column];
        if (isWide[column]) {
            for (int row = 0; row < count; row++) {
                int at = starts[row] + offset;
                target[first + row] = Integer.toUnsignedLong(ints[at]) | (long) ints[at + 1] << Integer.SIZE;
            }
        } else {
            for (int row = 0; row < count; row++) {
                target[first + row] = ints[starts[row] + offset];
            }
        }
    }
}
