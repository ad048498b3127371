package io.ordermatrix.scan;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A condition on a row's values, which are never null; see {@link OrderSlots} for their slots. Conditions with the same
 * content are equal, so that Spark recognizes equal scans.
 */
public interface RowPredicate extends Serializable {
    boolean test(RowBatch batch, int row);

    /** Whether the condition keeps every row. */
    default boolean isAlways() {
        return conjuncts().isEmpty();
    }

    /** Adds the slots that the condition reads. */
    void addSlots(BitSet slots);

    /** The conditions of which all must hold, in the order of testing. */
    default List<RowPredicate> conjuncts() {
        return List.of(this);
    }

    /**
     * Filters a list of rows.
     *
     * @param rows ascending numbers of rows, overwritten by the rows kept
     * @return the number of rows kept
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

    /** The condition that all of these hold, as few as that takes: ranges of a slot become one. */
    static RowPredicate all(List<RowPredicate> conditions) {
        List<RowPredicate> needed = new ArrayList<>();
        Map<Integer, Between> ranges = new LinkedHashMap<>();
        for (RowPredicate all : conditions) {
            for (RowPredicate condition : all.conjuncts()) {
                if (condition instanceof Between range) {
                    ranges.merge(range.slot(), range, Between::and);
                } else {
                    needed.add(condition);
                }
            }
        }
        // Ranges first, since they are tested the fastest.
        needed.addAll(0, ranges.values());
        return switch (needed.size()) {
            case 0 -> new Constant(true);
            case 1 -> needed.get(0);
            default -> new All(needed);
        };
    }

    /** Keeps all rows, or none. */
    record Constant(boolean keep) implements RowPredicate {
        @Override
        public boolean test(RowBatch batch, int row) {
            return keep;
        }

        @Override
        public List<RowPredicate> conjuncts() {
            return keep ? List.of() : List.of(this);
        }

        @Override
        public void addSlots(BitSet slots) {}
    }

    /** Keeps rows whose value is in an inclusive range; none if it is empty. */
    record Between(int slot, long lowest, long highest) implements RowPredicate {
        Between and(Between other) {
            return new Between(slot, Math.max(lowest, other.lowest), Math.min(highest, other.highest));
        }

        @Override
        public boolean test(RowBatch batch, int row) {
            long value = batch.column(slot)[row];
            return value >= lowest && value <= highest;
        }

        @Override
        public int select(RowBatch batch, int[] rows, int count) {
            if (lowest > highest) {
                return 0;
            }
            long[] column = batch.column(slot);
            // Without a sign, what is below the range is above it; so there is one comparison, and no branch to
            // mispredict.
            long width = highest - lowest + Long.MIN_VALUE;
            int kept = 0;
            for (int at = 0; at < count; at++) {
                int row = rows[at];
                rows[kept] = row;
                kept += column[row] - lowest + Long.MIN_VALUE <= width ? 1 : 0;
            }
            return kept;
        }

        @Override
        public void addSlots(BitSet slots) {
            slots.set(slot);
        }
    }

    /** Keeps rows whose value is one of a list. */
    final class OneOf implements RowPredicate {
        private static final long serialVersionUID = 1;

        private final int slot;
        /** An array, not a list in a record, because it is searched for every row. */
        private final long[] wanted;

        public OneOf(int slot, List<Long> wanted) {
            this.slot = slot;
            this.wanted = wanted.stream()
                    .mapToLong(Long::longValue)
                    .sorted()
                    .distinct()
                    .toArray();
        }

        @Override
        public boolean test(RowBatch batch, int row) {
            return Arrays.binarySearch(wanted, batch.column(slot)[row]) >= 0;
        }

        @Override
        public void addSlots(BitSet slots) {
            slots.set(slot);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof OneOf that && slot == that.slot && Arrays.equals(wanted, that.wanted);
        }

        @Override
        public int hashCode() {
            return 31 * slot + Arrays.hashCode(wanted);
        }
    }

    /** Keeps rows that all conditions keep. */
    record All(List<RowPredicate> conditions) implements RowPredicate {
        public All {
            conditions = List.copyOf(conditions);
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
        public void addSlots(BitSet slots) {
            conditions.forEach(condition -> condition.addSlots(slots));
        }

        @Override
        public List<RowPredicate> conjuncts() {
            return conditions;
        }
    }

    /** Keeps rows that at least one of two conditions keeps. */
    record Either(RowPredicate one, RowPredicate other) implements RowPredicate {
        @Override
        public boolean test(RowBatch batch, int row) {
            return one.test(batch, row) || other.test(batch, row);
        }

        @Override
        public void addSlots(BitSet slots) {
            one.addSlots(slots);
            other.addSlots(slots);
        }
    }

    /** Keeps the rows that a condition does not keep. */
    record Not(RowPredicate condition) implements RowPredicate {
        @Override
        public boolean test(RowBatch batch, int row) {
            return !condition.test(batch, row);
        }

        @Override
        public void addSlots(BitSet slots) {
            condition.addSlots(slots);
        }
    }
}
