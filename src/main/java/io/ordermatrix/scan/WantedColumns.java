package io.ordermatrix.scan;

import java.io.Serializable;
import java.util.BitSet;
import java.util.List;

/**
 * The columns to read of a kept row.
 *
 * @param slots slots of {@link OrderSlots}
 * @param others optional columns of the files, whose slots come after those
 */
public record WantedColumns(BitSet slots, List<FileColumn> others) implements Serializable {
    public WantedColumns {
        slots = (BitSet) slots.clone();
        others = List.copyOf(others);
    }

    /** Only columns with a fixed slot. */
    public static WantedColumns of(BitSet slots) {
        return new WantedColumns(slots, List.of());
    }

    /**
     * The columns of both.
     *
     * @throws IllegalArgumentException if both have optional columns, and not the same: these share their slots
     */
    public WantedColumns with(WantedColumns more) {
        if (!others.isEmpty() && !more.others.isEmpty() && !others.equals(more.others)) {
            throw new IllegalArgumentException("Optional columns " + others + " and " + more.others);
        }
        BitSet all = (BitSet) slots.clone();
        all.or(more.slots);
        return new WantedColumns(all, others.isEmpty() ? more.others : others);
    }
}
