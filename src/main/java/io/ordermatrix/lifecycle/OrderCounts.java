package io.ordermatrix.lifecycle;

import io.ordermatrix.group.Groups;

/** What the events of each of several orders count to. */
final class OrderCounts {
    private final long[] events = new long[Groups.MOST];
    private final long[] amendments = new long[Groups.MOST];
    private final long[] amendedQuantities = new long[Groups.MOST];
    private final long[] firstAmendments = new long[Groups.MOST];
    private final long[] fills = new long[Groups.MOST];
    private final long[] firstFills = new long[Groups.MOST];
    private final long[] lastFills = new long[Groups.MOST];

    long[] events() {
        return events;
    }

    long[] amendments() {
        return amendments;
    }

    /** The quantities after each amendment, added up. */
    long[] amendedQuantities() {
        return amendedQuantities;
    }

    /** Nanoseconds; of no meaning without an amendment. */
    long[] firstAmendments() {
        return firstAmendments;
    }

    long[] fills() {
        return fills;
    }

    /** Nanoseconds; of no meaning without a fill. */
    long[] firstFills() {
        return firstFills;
    }

    /** Nanoseconds; of no meaning without a fill. */
    long[] lastFills() {
        return lastFills;
    }

    /** The same of one order. */
    record Earlier(
            long events,
            long amendments,
            long amendedQuantity,
            long firstAmendment,
            long fills,
            long firstFill,
            long lastFill) {}

    /** What the events of the first order count to. */
    Earlier earlier() {
        return new Earlier(
                events[0],
                amendments[0],
                amendedQuantities[0],
                firstAmendments[0],
                fills[0],
                firstFills[0],
                lastFills[0]);
    }

    /**
     * Adds earlier events of the first order.
     *
     * @param both how many events are counted in both
     */
    void addToFirst(Earlier earlier, int both) {
        if (earlier.amendments() > 0) {
            firstAmendments[0] = earlier.firstAmendment();
        }
        if (earlier.fills() > 0) {
            firstFills[0] = earlier.firstFill();
            lastFills[0] = fills[0] > 0 ? lastFills[0] : earlier.lastFill();
        }
        events[0] += earlier.events() - both;
        amendments[0] += earlier.amendments();
        amendedQuantities[0] += earlier.amendedQuantity();
        fills[0] += earlier.fills();
    }
}
