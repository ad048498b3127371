package io.ordermatrix.orders;

import io.ordermatrix.group.KeyNumbers;

/**
 * Sorts the events of a cell by their third key, then by their fourth, where each value of the third key has few events that
 * come in the order of the fourth: orders with their events in time. Only the distinct values are sorted.
 */
final class OrderGroups implements EventOrder {
    private final EventKeys keys;
    private final KeyOrder withinGroup;
    private final KeyNumbers groups = new KeyNumbers();
    private int[] numbers = {};
    private int[] grouped = {};
    private long[] thirds = {};

    OrderGroups(EventKeys keys) {
        this.keys = keys;
        withinGroup = new KeyOrder(keys);
    }

    @Override
    public void sort(int[] events, int from, int to) {
        int count = to - from;
        if (numbers.length < count) {
            numbers = new int[Math.max(count, 2 * numbers.length)];
            grouped = new int[numbers.length];
            thirds = new long[numbers.length];
        }
        groups.clear(count);
        keys.readThirds(events, from, count, thirds);
        for (int event = 0; event < count; event++) {
            numbers[event] = groups.count(thirds[event]);
        }
        int[] inOrder = groups.inOrder();
        int[] next = groups.starts(inOrder);
        for (int event = 0; event < count; event++) {
            grouped[next[numbers[event]]++] = events[from + event];
        }
        System.arraycopy(grouped, 0, events, from, count);
        for (int group : inOrder) {
            int end = from + next[group];
            int start = end - groups.occurrences(group);
            // Nearly all are in the order of time as they come.
            if (!keys.areFourthsInOrder(events, start, end)) {
                withinGroup.sort(events, start, end);
            }
        }
    }
}
