package io.ordermatrix.cube;

import java.util.Comparator;

/**
 * The group of a rollup's row: its one or two keys as whole numbers, a date as days since 1970-01-01. What a rollup does not
 * have is 0.
 */
record RollupKey(int first, int second) implements Comparable<RollupKey> {
    private static final Comparator<RollupKey> ORDER =
            Comparator.comparingInt(RollupKey::first).thenComparingInt(RollupKey::second);

    @Override
    public int compareTo(RollupKey other) {
        return ORDER.compare(this, other);
    }
}
