package io.ordermatrix.orders;

import java.util.Arrays;

/** Events as rows of longs in one array. */
final class EventRows {
    private final int stride;
    private long[] longs = {};

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
        for (int row = 0; row < count; row++) {
            int at = events[from + row] * stride;
            for (long[] column : columns) {
                column[row] = longs[at++];
            }
        }
    }

    /** The third key of an event, packed. */
    long third(int event) {
        return longs[event * stride + EventLayout.THIRD_WORD];
    }

    /** Compares the third and fourth keys of two events. */
    int compare(int event, int other) {
        int at = event * stride;
        int otherAt = other * stride;
        int order = Long.compareUnsigned(longs[at + EventLayout.THIRD_WORD], longs[otherAt + EventLayout.THIRD_WORD]);
        return order != 0
                ? order
                : Long.compareUnsigned(longs[at + EventLayout.FOURTH_WORD], longs[otherAt + EventLayout.FOURTH_WORD]);
    }
}
