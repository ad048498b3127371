package io.ordermatrix.orders;

import java.util.Arrays;

/**
 * The values of events as rows of ints in one array. A column takes one int of a row until it has a value that needs two; most never
 * do, and so an event comes from one or two lines of the cache.
 */
final class EventRows {
    /** How many events are fetched into the cache before they are copied. */
    private static final int FETCHED = 64;
    /** The ints of a line of the cache. */
    private static final int LINE = 16;

    private final boolean[] isWide;
    /** Where each column is in a row. */
    private final int[] offsets;

    private int stride;
    private int[] ints = {};
    private final int[] starts = new int[FETCHED];
    /** Written so that the compiler can't leave out what only fetches. */
    @SuppressWarnings("UnusedVariable")
    private long fetched;

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

    /** Makes room for this many events, or only for these. */
    void resize(int events) {
        ints = Arrays.copyOf(ints, Math.multiplyExact(events, stride));
    }

    /** Puts one column of consecutive events, starting with the event at an index. */
    void put(long[] source, int count, int firstEvent, int column) {
        if (!isWide[column] && !areInts(source, count)) {
            widen(column);
        }
        int at = firstEvent * stride + offsets[column];
        if (isWide[column]) {
            for (int row = 0; row < count; row++) {
                ints[at] = (int) source[row];
                ints[at + 1] = (int) (source[row] >>> Integer.SIZE);
                at += stride;
            }
        } else {
            for (int row = 0; row < count; row++) {
                ints[at] = (int) source[row];
                at += stride;
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
     * Copies the events at consecutive entries of a list of indexes into columns.
     *
     * @param firstColumn the column of their first value
     */
    void read(int[] events, int from, int count, long[][] columns, int firstColumn) {
        for (int start = 0; start < count; start += FETCHED) {
            int fetchedCount = Math.min(count - start, FETCHED);
            fetch(events, from + start, fetchedCount);
            for (int column = 0; column < offsets.length; column++) {
                copy(column, fetchedCount, columns[firstColumn + column], start);
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

    /**
     * Touches events, which are far from each other, so that the processor fetches many of them at once; when they are copied one
     * after the other, it looks ahead to the next one or two only.
     */
    private void fetch(int[] events, int from, int count) {
        long sum = 0;
        for (int row = 0; row < count; row++) {
            int start = events[from + row] * stride;
            starts[row] = start;
            for (int line = 0; line < stride; line += LINE) {
                sum += ints[start + line];
            }
            sum += ints[start + stride - 1];
        }
        fetched = sum;
    }
}
