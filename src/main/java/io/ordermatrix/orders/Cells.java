package io.ordermatrix.orders;

import java.util.Arrays;

/**
 * Numbers cells, or the orders of a cell, from 0 in the order of their first event, and counts their events.
 *
 * <p>An open-addressing table, because there is one lookup per event, too many for a map with boxed keys.
 */
final class Cells {
    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    private static final int FIRST_CELLS = 1 << 11;

    /** Each entry has the number of a cell, from 1; 0 if empty. */
    private int[] table = new int[2 * FIRST_CELLS];

    private long[] keys = new long[FIRST_CELLS];
    private int[] events = new int[FIRST_CELLS];
    private int size;

    /** Counts an event and returns the number of its cell. */
    int count(long key) {
        int at = find(key);
        if (table[at] == 0) {
            if (size == keys.length) {
                grow();
                at = find(key);
            }
            keys[size] = key;
            events[size] = 0;
            size++;
            table[at] = size;
        }
        int cell = table[at] - 1;
        events[cell]++;
        return cell;
    }

    /** The position of a key, or the free position for it. */
    private int find(long key) {
        int mask = table.length - 1;
        int at = (int) ((key * SPREAD) >>> Integer.SIZE) & mask;
        while (table[at] != 0 && keys[table[at] - 1] != key) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private void grow() {
        keys = Arrays.copyOf(keys, 2 * size);
        events = Arrays.copyOf(events, 2 * size);
        table = new int[4 * size];
        for (int cell = 0; cell < size; cell++) {
            table[find(keys[cell])] = cell + 1;
        }
    }

    /** The cells in the order of their keys, which compare as unsigned numbers. */
    int[] inOrder() {
        long[] sorted = new long[size];
        for (int cell = 0; cell < size; cell++) {
            sorted[cell] = keys[cell] ^ Long.MIN_VALUE;
        }
        Arrays.sort(sorted);
        int[] order = new int[size];
        for (int rank = 0; rank < size; rank++) {
            order[rank] = table[find(sorted[rank] ^ Long.MIN_VALUE)] - 1;
        }
        return order;
    }

    /** Where the events of each cell begin if cells are in this order. */
    int[] starts(int[] inOrder) {
        int[] starts = new int[inOrder.length];
        int start = 0;
        for (int cell : inOrder) {
            starts[cell] = start;
            start += events[cell];
        }
        return starts;
    }

    long key(int cell) {
        return keys[cell];
    }

    /** The number of events of a cell. */
    int events(int cell) {
        return events[cell];
    }

    /** Removes all cells. */
    void clear() {
        Arrays.fill(table, 0);
        size = 0;
    }
}
