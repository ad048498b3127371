package io.ordermatrix.source;

import java.io.Serializable;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** A condition on a row's values, which are never null; see {@link OrderValues} for their places. */
interface RowPredicate extends Serializable {
    boolean test(RowBatch batch, int row);

    /** Whether it keeps every row without looking at it. */
    default boolean isAlways() {
        return false;
    }

    /** Adds the places that the condition reads. */
    void addPlaces(BitSet places);

    /**
     * Keeps of a list of rows those that fulfil the condition.
     *
     * @param rows ascending numbers of rows, overwritten by those kept
     * @return how many were kept
     */
    default int select(RowBatch batch, int[] rows, int count) {
        int kept = 0;
        for (int at = 0; at < count; at++) {
            int row = rows[at];
            rows[kept] = row;
            kept += test(batch, row) ? 1 : 0;
        }
        return kept;
    }

    /** Keeps every row, or none. */
    record Constant(boolean keep) implements RowPredicate {
        @Override
        public boolean test(RowBatch batch, int row) {
            return keep;
        }

        @Override
        public boolean isAlways() {
            return keep;
        }

        @Override
        public void addPlaces(BitSet places) {}
    }

    /** Keeps rows whose value is in an inclusive range. */
    record Between(int place, long lowest, long highest) implements RowPredicate {
        @Override
        public boolean test(RowBatch batch, int row) {
            long value = batch.column(place)[row];
            return value >= lowest && value <= highest;
        }

        @Override
        public int select(RowBatch batch, int[] rows, int count) {
            long[] column = batch.column(place);
            int kept = 0;
            for (int at = 0; at < count; at++) {
                int row = rows[at];
                rows[kept] = row;
                kept += column[row] >= lowest && column[row] <= highest ? 1 : 0;
            }
            return kept;
        }

        @Override
        public void addPlaces(BitSet places) {
            places.set(place);
        }
    }

    /** Keeps rows whose value is one of a list. */
    final class OneOf implements RowPredicate {
        private static final long serialVersionUID = 1;

        private final int place;
        private final long[] wanted;

        OneOf(int place, List<Long> wanted) {
            this.place = place;
            this.wanted = wanted.stream().mapToLong(Long::longValue).sorted().toArray();
        }

        @Override
        public boolean test(RowBatch batch, int row) {
            return Arrays.binarySearch(wanted, batch.column(place)[row]) >= 0;
        }

        @Override
        public void addPlaces(BitSet places) {
            places.set(place);
        }
    }

    /** Keeps rows that all conditions keep. */
    final class All implements RowPredicate {
        private static final long serialVersionUID = 1;

        private final RowPredicate[] conditions;

        All(List<RowPredicate> conditions) {
            this.conditions = conditions.toArray(RowPredicate[]::new);
        }

        @Override
        public boolean test(RowBatch batch, int row) {
            for (RowPredicate condition : conditions) {
                if (!condition.test(batch, row)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public int select(RowBatch batch, int[] rows, int count) {
            int kept = count;
            for (RowPredicate condition : conditions) {
                kept = condition.select(batch, rows, kept);
            }
            return kept;
        }

        @Override
        public void addPlaces(BitSet places) {
            for (RowPredicate condition : conditions) {
                condition.addPlaces(places);
            }
        }
    }

    /** Keeps rows that one of two conditions keeps. */
    record Either(RowPredicate one, RowPredicate other) implements RowPredicate {
        @Override
        public boolean test(RowBatch batch, int row) {
            return one.test(batch, row) || other.test(batch, row);
        }

        @Override
        public void addPlaces(BitSet places) {
            one.addPlaces(places);
            other.addPlaces(places);
        }
    }

    /** Keeps rows that a condition does not keep. */
    record Not(RowPredicate condition) implements RowPredicate {
        @Override
        public boolean test(RowBatch batch, int row) {
            return !condition.test(batch, row);
        }

        @Override
        public void addPlaces(BitSet places) {
            condition.addPlaces(places);
        }
    }
}
