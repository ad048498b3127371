package io.ordermatrix.cube;

import io.ordermatrix.order.OrderColumn;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The groups of a rollup by their keys. */
final class RollupRows {
    private final Rollup rollup;
    /** The indexes of its keys in a row of the cube; negative for none. */
    private final int first;

    private final int second;
    private final Map<RollupKey, RollupGroup> groups = new HashMap<>();
    /** The group that was found last: a cube is sorted, and most of its rows belong to the same group as the one before. */
    private RollupKey lastKey;

    private RollupGroup last;

    RollupRows(Rollup rollup) {
        this.rollup = rollup;
        List<OrderColumn> columns = rollup.columns();
        first = columns.isEmpty() ? -1 : CubeRow.index(columns.get(0));
        second = columns.size() < 2 ? -1 : CubeRow.index(columns.get(1));
    }

    /** The group of a row of the cube. */
    RollupGroup of(CubeRow row) {
        int firstKey = first < 0 ? 0 : row.key(first);
        int secondKey = second < 0 ? 0 : row.key(second);
        if (last == null || lastKey.first() != firstKey || lastKey.second() != secondKey) {
            lastKey = new RollupKey(firstKey, secondKey);
            last = of(lastKey);
        }
        return last;
    }

    /** The group with a key. */
    RollupGroup of(RollupKey key) {
        return groups.computeIfAbsent(key, absent -> new RollupGroup(rollup));
    }

    void put(RollupKey key, RollupGroup group) {
        groups.put(key, group);
    }

    /** All groups, in no order. */
    Map<RollupKey, RollupGroup> groups() {
        return groups;
    }
}
