package io.ordermatrix.source;

import java.io.Serializable;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** A condition on a row's values, which are never null; see {@link OrderValues} for their places. */
interface RowPredicate extends Serializable {
    boolean test(long[] values);

    /** Adds the places that the condition reads. */
    void addPlaces(BitSet places);

    /** Keeps every row. */
    RowPredicate ALWAYS = new Constant(true);

    /** Keeps every row, or none. */
    record Constant(boolean keep) implements RowPredicate {
        @Override
        public boolean test(long[] values) {
            return keep;
        }

        @Override
        public void addPlaces(BitSet places) {}
    }

    /** Keeps rows whose value is in an inclusive range. */
    record Between(int place, long lowest, long highest) implements RowPredicate {
        @Override
        public boolean test(long[] values) {
            long value = values[place];
            return value >= lowest && value <= highest;
        }

        @Override
        public void addPlaces(BitSet places) {
            places.set(place);
        }
    }

    /** Keeps rows whose value is one of a list. */
    final class OneOf implements RowPredicate {
        private static final long serialVersionUID = 1;

        /** Up to here looking at one after the other is faster than halving. */
        private static final int SHORT = 8;

        private final int place;
        private final long[] wanted;

        OneOf(int place, List<Long> wanted) {
            this.place = place;
            this.wanted = wanted.stream().mapToLong(Long::longValue).sorted().toArray();
        }

        @Override
        public boolean test(long[] values) {
            long value = values[place];
            if (wanted.length > SHORT) {
                return Arrays.binarySearch(wanted, value) >= 0;
            }
            for (long candidate : wanted) {
                if (candidate == value) {
                    return true;
                }
            }
            return false;
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
        public boolean test(long[] values) {
            for (RowPredicate condition : conditions) {
                if (!condition.test(values)) {
                    return false;
                }
            }
            return true;
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
        public boolean test(long[] values) {
            return one.test(values) || other.test(values);
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
        public boolean test(long[] values) {
            return !condition.test(values);
        }

        @Override
        public void addPlaces(BitSet places) {
            condition.addPlaces(places);
        }
    }
}
