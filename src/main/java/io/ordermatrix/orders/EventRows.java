package io.ordermatrix.orders;

import java.util.Arrays;

/** The values of events as rows of longs in one array. */
final class EventRows {
    /** How many events are fetched into the cache before they are copied. */
    private static final int FETCHED = 64;
    /** The longs of a line of the cache. */
    private static final int LINE = 8;

    private final int stride;
    private long[] longs = {};
    /** Written so that the compiler can't leave out what only fetches. */
    @SuppressWarnings("UnusedVariable")
    private long fetched;

    /**
     * @param stride the number of values of an event, as in its layout
     */
    EventRows(int stride) {
        this.stride = stride;
    }

    /** Makes room for this many events. */
    void grow(int events) {
        longs = Arrays.copyOf(longs, Math.multiplyExact(events, stride));
    }

    /** Puts one column of consecutive events, starting with the event at an index. */
    void put(long[] source, int count, int firstEvent, int column) {
        int at = firstEvent * stride + column;
        for (int row = 0; row < count; row++) {
            longs[at] = source[row];
            at += stride;
        }
    }

    /**
     * Copies the events at consecutive entries of a list of indexes into columns.
     *
     * @param firstColumn the column of their first value
     */
    void read(int[] events, int from, int count, long[][] columns, int firstColumn) {
        for (int start = 0; start < count; start += FETCHED) {
            int end = Math.min(count, start + FETCHED);
            fetch(events, from + start, from + end);
            for (int row = start; row < end; row++) {
                int at = events[from + row] * stride;
                for (int column = firstColumn; column < columns.length; column++) {
                    columns[column][row] = longs[at++];
                }
            }
        }
    }

    /**
     * Touches events, which are far from each other, so that the processor fetches many of them at once; when they are copied one
     * after the other, it looks ahead to the next one or two only.
     */
    private void fetch(int[] events, int from, int to) {
        long sum = 0;
        for (int at = from; at < to; at++) {
            int first = events[at] * stride;
            for (int line = 0; line < stride; line += LINE) {
                sum += longs[first + line];
            }
            sum += longs[first + stride - 1];
        }
        fetched = sum;
    }
}
