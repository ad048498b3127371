package io.ordermatrix.orders;

import java.util.Arrays;

/**
 * The packed keys of buffered events but for their cells, in arrays of their own, so that sorting does not touch
 * the values of the events.
 */
final class EventKeys {
    /** How many bytes an event takes. */
    static final int BYTES_OF_EVENT = 2 * Long.BYTES;

    private long[] thirds = {};
    private long[] fourths = {};

    /** Makes room for this many places, or only for these. */
    void resize(int count) {
        thirds = Arrays.copyOf(thirds, count);
        fourths = Arrays.copyOf(fourths, count);
    }

    /**
     * Puts the keys of events.
     *
     * @param packed by word and event
     * @param to the place of each
     */
    void put(long[][] packed, int count, int[] to) {
        for (int event = 0; event < count; event++) {
            thirds[to[event]] = packed[EventLayout.THIRD_WORD][event];
            fourths[to[event]] = packed[EventLayout.FOURTH_WORD][event];
        }
    }

    /** Copies the third key of consecutive entries of a list of events. */
    void readThirds(int[] events, int from, int count, long[] target) {
        for (int at = 0; at < count; at++) {
            target[at] = thirds[events[from + at]];
        }
    }

    /** Copies the fourth key of consecutive entries of a list of events. */
    void readFourths(int[] events, int from, int count, long[] target) {
        for (int at = 0; at < count; at++) {
            target[at] = fourths[events[from + at]];
        }
    }

    /** Whether no fourth key of some entries of a list of events is before that of the entry before it. */
    boolean areFourthsInOrder(int[] events, int from, int to) {
        for (int at = from + 1; at < to; at++) {
            if (Long.compareUnsigned(fourths[events[at - 1]], fourths[events[at]]) > 0) {
                return false;
            }
        }
        return true;
    }
}
