package io.ordermatrix.cube;

import java.util.Comparator;

/** The key of a rollup's row: up to two whole numbers, where dates are days since 1970-01-01. Unused numbers are 0. */
record RollupKey(int first, int second) implements Comparable<RollupKey> {
    private static final Comparator<RollupKey> ORDER =
            Comparator.comparingInt(RollupKey::first).thenComparingInt(RollupKey::second);

    @Override
    public int compareTo(RollupKey other) {
        return ORDER.compare(this, other);
    }
}
