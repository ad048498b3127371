package io.ordermatrix.group;

import java.util.Arrays;

/**
 * Numbers keys from 0 in the order in which they first occur, and counts how often they do: the cells of a buffer, the orders
 * of a cell.
 *
 * <p>An open-addressing table, because there is one lookup per event, too many for a map with boxed keys.
 */
public final class KeyNumbers {
    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    private static final int FIRST_KEYS = 1 << 11;

    /** Each entry has the number of a key, from 1; 0 if empty. Only those up to the mask are used. */
    private int[] table = new int[2 * FIRST_KEYS];

    private int mask = table.length - 1;
    /** Leaves the highest bits of a product, on which all bits of a key have an influence. */
    private int shift = shift(table.length);

    private long[] keys = new long[FIRST_KEYS];
    private int[] counts = new int[FIRST_KEYS];
    private int size;

    /** Counts an occurrence of a key and returns the key's number. */
    public int count(long key) {
        int at = find(key);
        if (table[at] == 0) {
            if (2 * size > mask) {
                resize(2 * (mask + 1));
                at = find(key);
            }
            keys[size] = key;
            counts[size] = 0;
            size++;
            table[at] = size;
        }
        int number = table[at] - 1;
        counts[number]++;
        return number;
    }

    /** The position of a key, or the free position for it. */
    private int find(long key) {
        int at = (int) ((key * SPREAD) >>> shift);
        while (table[at] != 0 && keys[table[at] - 1] != key) {
            at = (at + 1) & mask;
        }
        return at;
    }

    /** For a power of two of entries, at least two. */
    private static int shift(int entries) {
        return Long.numberOfLeadingZeros(entries) + 1;
    }

    private void resize(int entries) {
        table = new int[entries];
        mask = entries - 1;
        shift = shift(entries);
        keys = Arrays.copyOf(keys, Math.max(keys.length, entries / 2 + 1));
        counts = Arrays.copyOf(counts, keys.length);
        for (int number = 0; number < size; number++) {
            table[find(keys[number])] = number + 1;
        }
    }

    /** How many keys there are. */
    public int size() {
        return size;
    }

    /** The numbers in the order of their keys, which compare as unsigned numbers. */
    public int[] inOrder() {
        long[] sorted = new long[size];
        for (int number = 0; number < size; number++) {
            sorted[number] = keys[number] ^ Long.MIN_VALUE;
        }
        Arrays.sort(sorted);
        int[] order = new int[size];
        for (int rank = 0; rank < size; rank++) {
            order[rank] = table[find(sorted[rank] ^ Long.MIN_VALUE)] - 1;
        }
        return order;
    }

    /** Where the occurrences of each number begin if the numbers are in this order. */
    public int[] starts(int[] inOrder) {
        int[] starts = new int[inOrder.length];
        int start = 0;
        for (int number : inOrder) {
            starts[number] = start;
            start += counts[number];
        }
        return starts;
    }

    public long key(int number) {
        return keys[number];
    }

    /** How often a key has occurred. */
    public int occurrences(int number) {
        return counts[number];
    }

    /** Removes all keys. */
    public void clear() {
        Arrays.fill(table, 0, mask + 1, 0);
        size = 0;
    }

    /**
     * Removes all keys, and takes no more of the table than a number of keys needs, so that few keys stay in the cache of the
     * processor however many there were before.
     */
    public void clear(int mostKeys) {
        int entries = Math.max(2, Integer.highestOneBit(Math.max(1, mostKeys)) << 2);
        if (entries > table.length) {
            size = 0;
            resize(entries);
        } else {
            mask = entries - 1;
            shift = shift(entries);
            clear();
        }
    }
}
