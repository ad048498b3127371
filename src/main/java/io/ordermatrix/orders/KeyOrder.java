package io.ordermatrix.orders;

/**
 * Sorts the events of a cell by the keys that follow date and security; the sort is stable. Sequences that are already sorted are found and
 * merged, so that sorted events cost one comparison each.
 */
final class KeyOrder implements EventOrder {
    private final EventRows rows;
    private int[] merged = {};

    KeyOrder(EventRows rows) {
        this.rows = rows;
    }

    @Override
    public void sort(int[] events, int from, int to) {
        int sortedEnd = endOfSorted(events, from, to);
        while (sortedEnd < to) {
            mergeNeighbours(events, from, to);
            sortedEnd = endOfSorted(events, from, to);
        }
    }

    private int endOfSorted(int[] events, int from, int to) {
        int end = Math.min(from + 1, to);
        while (end < to && rows.compare(events[end - 1], events[end]) <= 0) {
            end++;
        }
        return end;
    }

    /** Merges each sorted sequence with the next, which halves their number. */
    private void mergeNeighbours(int[] events, int from, int to) {
        if (merged.length < to - from) {
            merged = new int[Math.max(to - from, 2 * merged.length)];
        }
        int start = from;
        while (start < to) {
            int middle = endOfSorted(events, start, to);
            int end = middle < to ? endOfSorted(events, middle, to) : to;
            if (middle < end) {
                merge(events, start, middle, end);
            }
            start = end;
        }
    }

    private void merge(int[] events, int start, int middle, int end) {
        int left = start;
        int right = middle;
        int count = end - start;
        for (int at = 0; at < count; at++) {
            boolean takeLeft = right == end || (left < middle && rows.compare(events[left], events[right]) <= 0);
            merged[at] = takeLeft ? events[left++] : events[right++];
        }
        System.arraycopy(merged, 0, events, start, count);
    }
}
