package io.ordermatrix.lifecycle;

import io.ordermatrix.group.Groups;

/** Some of the events of a batch, in order, such as those that fill an order. */
final class EventList {
    private final int[] listed = new int[Groups.MOST + 1];
    /** How many of the listed events are before each event. */
    private final int[] before = new int[Groups.MOST + 1];

    /**
     * Lists events.
     *
     * @param flags for each event of the batch, 1 if it is to be listed, otherwise 0
     */
    void read(int[] flags, int count) {
        int found = 0;
        // Without a branch, which no processor would foresee.
        for (int event = 0; event < count; event++) {
            before[event] = found;
            listed[found] = event;
            found += flags[event];
        }
        before[count] = found;
    }

    /** How many of some events are listed. */
    int count(int from, int to) {
        return before[to] - before[from];
    }

    /** The first listed event from one on; any event if there is none. */
    int first(int from) {
        return listed[before[from]];
    }

    /** The last listed event before another; any event if there is none. */
    int last(int to) {
        return listed[Math.max(0, before[to] - 1)];
    }
}
