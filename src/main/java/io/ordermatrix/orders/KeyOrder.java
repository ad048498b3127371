package io.ordermatrix.orders;

/**
 * Sorts the events of a cell by the keys that follow date and security; the sort is stable. Sorted events cost one comparison each. An
 * event that comes a little late, as those of the same instant do, is moved to its place; what is not sorted after that is merged,
 * sequence by sequence.
 */
final class KeyOrder implements EventOrder {
    /** How many places an event is moved at most. */
    private static final int MOST_PLACES = 16;

    private final EventKeys keys;
    private int[] events = {};
    private long[] thirds = {};
    private long[] fourths = {};
    private int[] mergedEvents = {};
    private long[] mergedThirds = {};
    private long[] mergedFourths = {};

    KeyOrder(EventKeys keys) {
        this.keys = keys;
    }

    @Override
    public void sort(int[] list, int from, int to) {
        int count = to - from;
        if (count < 2) {
            return;
        }
        if (events.length < count) {
            int capacity = Math.max(count, 2 * events.length);
            events = new int[capacity];
            thirds = new long[capacity];
            fourths = new long[capacity];
        }
        System.arraycopy(list, from, events, 0, count);
        keys.readThirds(list, from, count, thirds);
        keys.readFourths(list, from, count, fourths);
        moveLateOnes(count);
        while (endOfSorted(0, count) < count) {
            mergeNeighbours(count);
        }
        System.arraycopy(events, 0, list, from, count);
    }

    private void moveLateOnes(int count) {
        for (int at = 1; at < count; at++) {
            int place = at;
            while (place > 0 && at - place <= MOST_PLACES && isAfter(place - 1, at)) {
                place--;
            }
            if (place < at && at - place <= MOST_PLACES) {
                move(at, place);
            }
        }
    }

    private void move(int at, int place) {
        int event = events[at];
        long third = thirds[at];
        long fourth = fourths[at];
        System.arraycopy(events, place, events, place + 1, at - place);
        System.arraycopy(thirds, place, thirds, place + 1, at - place);
        System.arraycopy(fourths, place, fourths, place + 1, at - place);
        events[place] = event;
        thirds[place] = third;
        fourths[place] = fourth;
    }

    private boolean isAfter(int one, int other) {
        int order = Long.compareUnsigned(thirds[one], thirds[other]);
        return order > 0 || (order == 0 && Long.compareUnsigned(fourths[one], fourths[other]) > 0);
    }

    private int endOfSorted(int from, int to) {
        int end = Math.min(from + 1, to);
        while (end < to && !isAfter(end - 1, end)) {
            end++;
        }
        return end;
    }

    /** Merges each sorted sequence with the next, which halves their number. */
    private void mergeNeighbours(int count) {
        if (mergedEvents.length < count) {
            mergedEvents = new int[events.length];
            mergedThirds = new long[events.length];
            mergedFourths = new long[events.length];
        }
        int start = 0;
        while (start < count) {
            int middle = endOfSorted(start, count);
            int end = endOfSorted(middle, count);
            merge(start, middle, end);
            start = end;
        }
        int[] otherEvents = events;
        events = mergedEvents;
        mergedEvents = otherEvents;
        long[] otherThirds = thirds;
        thirds = mergedThirds;
        mergedThirds = otherThirds;
        long[] otherFourths = fourths;
        fourths = mergedFourths;
        mergedFourths = otherFourths;
    }

    private void merge(int start, int middle, int end) {
        int left = start;
        int right = middle;
        for (int at = start; at < end; at++) {
            boolean takeLeft = right == end || (left < middle && !isAfter(left, right));
            int next = takeLeft ? left++ : right++;
            mergedEvents[at] = events[next];
            mergedThirds[at] = thirds[next];
            mergedFourths[at] = fourths[next];
        }
    }
}
