package io.ordermatrix.report;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * The position of each value in a list. An open-addressing table, because there are several lookups per row of a table, too many for
 * a map with boxed values.
 */
final class KeyPositions implements Serializable {
    /** What a value that is not in the list has instead of a position. */
    static final int NONE = -1;

    private static final long serialVersionUID = 1;
    private static final int SPREAD = 0x9E3779B9;

    private final int shift;
    private final int[] values;
    /** {@link #NONE} for a free entry. */
    private final int[] positions;

    KeyPositions(List<Integer> list) {
        int entries = Integer.highestOneBit(Math.max(1, list.size())) << 2;
        shift = Integer.numberOfLeadingZeros(entries) + 1;
        values = new int[entries];
        positions = new int[entries];
        Arrays.fill(positions, NONE);
        for (int position = 0; position < list.size(); position++) {
            int entry = entry(list.get(position));
            values[entry] = list.get(position);
            positions[entry] = position;
        }
    }

    /** The entry of a value, or the free one for it. */
    private int entry(int value) {
        int entry = (value * SPREAD) >>> shift;
        while (positions[entry] != NONE && values[entry] != value) {
            entry = (entry + 1) & (values.length - 1);
        }
        return entry;
    }

    /** The position of a value, or {@link #NONE}. */
    int of(int value) {
        return positions[entry(value)];
    }
}
