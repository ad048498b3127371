package io.ordermatrix.orders;

import io.ordermatrix.group.KeyNumbers;
import java.util.BitSet;

/**
 * Sorts the events of a cell by their third key, then by their fourth, where each value of the third key has few events that
 * come in the order of the fourth: orders with their events in time. Only the distinct values are sorted.
 */
final class OrderGroups implements EventOrder {
    private final EventRows rows;
    private final KeyOrder withinGroup;
    private final KeyNumbers groups = new KeyNumbers();
    private int[] numbers = {};
    private int[] grouped = {};
    private long[] thirds = {};
    private long[] fourths = {};
    /** The fourth key of the last event of each group. */
    private long[] lastFourths = {};
    /** The groups with an event that comes too late. */
    private final BitSet unsorted = new BitSet();

    OrderGroups(EventRows rows) {
        this.rows = rows;
        withinGroup = new KeyOrder(rows);
    }

    @Override
    public void sort(int[] events, int from, int to) {
        int count = to - from;
        if (numbers.length < count) {
            numbers = new int[Math.max(count, 2 * numbers.length)];
            grouped = new int[numbers.length];
            thirds = new long[numbers.length];
            fourths = new long[numbers.length];
            lastFourths = new long[numbers.length];
        }
        groups.clear(count);
        rows.readKeys(events, from, count, thirds, fourths);
        number(count);
        int[] inOrder = groups.inOrder();
        int[] next = groups.starts(inOrder);
        for (int event = 0; event < count; event++) {
            grouped[next[numbers[event]]++] = events[from + event];
        }
        System.arraycopy(grouped, 0, events, from, count);
        for (int group = unsorted.nextSetBit(0); group >= 0; group = unsorted.nextSetBit(group + 1)) {
            withinGroup.sort(events, from + next[group] - groups.occurrences(group), from + next[group]);
        }
    }

    /** Finds the group of each event, and the groups that have to be sorted. */
    private void number(int count) {
        unsorted.clear();
        for (int event = 0; event < count; event++) {
            int known = groups.size();
            int group = groups.count(thirds[event]);
            numbers[event] = group;
            if (group < known && Long.compareUnsigned(fourths[event], lastFourths[group]) < 0) {
                unsorted.set(group);
            }
            lastFourths[group] = fourths[event];
        }
    }
}
