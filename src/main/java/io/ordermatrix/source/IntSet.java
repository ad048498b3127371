package io.ordermatrix.source;

import java.util.Arrays;
import java.util.List;

/** Different integers, in an open-addressing table: adding one that is there costs a comparison. */
final class IntSet {
    private static final int SMALLEST = 64;

    /** Spreads neighbours over the table: 2^32 over the golden ratio, odd. */
    private static final int SPREAD = 0x9E3779B9;

    private int[] table = new int[SMALLEST];
    private boolean hasZero;
    private int size;

    void add(int value) {
        if (value == 0) {
            hasZero = true;
        } else if (insert(table, value) && ++size > table.length / 2) {
            grow();
        }
    }

    /** Adds many values, each of which fits an {@code int}: nearly all of them are where they are looked for first. */
    void addAll(long[] values, int count) {
        int next = 0;
        while (next < count) {
            next = firstElsewhere(values, next, count);
            if (next < count) {
                add((int) values[next++]);
            }
        }
    }

    private int firstElsewhere(long[] values, int from, int count) {
        int[] all = table;
        int shift = Integer.numberOfLeadingZeros(all.length - 1);
        int at = from;
        while (at < count && values[at] != 0 && all[((int) values[at] * SPREAD) >>> shift] == (int) values[at]) {
            at++;
        }
        return at;
    }

    /** Whether the value was not there. */
    private static boolean insert(int[] table, int value) {
        int at = (value * SPREAD) >>> Integer.numberOfLeadingZeros(table.length - 1);
        while (table[at] != 0) {
            if (table[at] == value) {
                return false;
            }
            at = (at + 1) & (table.length - 1);
        }
        table[at] = value;
        return true;
    }

    private void grow() {
        int[] larger = new int[2 * table.length];
        for (int value : table) {
            if (value != 0) {
                insert(larger, value);
            }
        }
        table = larger;
    }

    /** The values, ascending. */
    List<Integer> sorted() {
        int[] values = Arrays.stream(table).filter(value -> value != 0).toArray();
        int[] all = hasZero ? Arrays.copyOf(values, values.length + 1) : values;
        return Arrays.stream(all).sorted().boxed().toList();
    }
}
