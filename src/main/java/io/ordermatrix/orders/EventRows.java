package io.ordermatrix.orders;

import java.util.Arrays;

/** Events as rows of longs in one array. */
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
     * @param stride the number of longs of an event, as in its layout
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

    /** Copies the events at consecutive entries of a list of indexes into columns. */
    void read(int[] events, int from, int count, long[][] columns) {
        for (int start = 0; start < count; start += FETCHED) {
            int end = Math.min(count, start + FETCHED);
            fetch(events, from + start, from + end);
            for (int row = start; row < end; row++) {
                int at = events[from + row] * stride;
                for (long[] column : columns) {
                    column[row] = longs[at++];
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

    /** Copies the third key of consecutive entries of a list of events, packed. */
    void readThirds(int[] events, int from, int count, long[] thirds) {
        for (int at = 0; at < count; at++) {
            thirds[at] = longs[events[from + at] * stride + EventLayout.THIRD_WORD];
        }
    }

    /** Copies the third and fourth keys of consecutive entries of a list of events, packed. */
    void readKeys(int[] events, int from, int count, long[] thirds, long[] fourths) {
        for (int at = 0; at < count; at++) {
            int event = events[from + at] * stride;
            thirds[at] = longs[event + EventLayout.THIRD_WORD];
            fourths[at] = longs[event + EventLayout.FOURTH_WORD];
        }
    }
}
