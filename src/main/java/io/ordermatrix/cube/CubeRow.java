package io.ordermatrix.cube;

import io.ordermatrix.group.GroupLayout;
import io.ordermatrix.order.OrderColumn;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * The part of a cube row that rollups need: its keys, and the exact numbers collected for it. One object is reused for
 * all rows.
 */
final class CubeRow {
    private static final List<OrderColumn> KEYS = OrderCube.KEY_COLUMNS;

    private static final List<Measure.Mergeable> MEASURES = Measures.MERGEABLE;

    private final int[] keys = new int[KEYS.size()];
    private final long[] totals = new long[Measures.COLLECTED.size()];

    /** The columns of a row, in order. */
    static List<String> columns() {
        return Stream.concat(OrderCube.KEYS.stream(), MEASURES.stream().map(Measure::name))
                .toList();
    }

    void read(InternalRow row) {
        for (int at = 0; at < keys.length; at++) {
            keys[at] = switch (KEYS.get(at).type()) {
                case TINYINT -> row.getByte(at);
                default -> row.getInt(at);
            };
        }
        for (int at = 0; at < MEASURES.size(); at++) {
            MEASURES.get(at).collect(row, keys.length + at, totals);
        }
    }

    /** Reads one of several merged groups. */
    void read(GroupLayout layout, long[][] groups, int group) {
        for (int at = 0; at < keys.length; at++) {
            keys[at] = (int) layout.key(CubeTable.KEY_INDEXES[at], groups, group);
        }
        for (int at = 0; at < totals.length; at++) {
            totals[at] = groups[layout.words() + at][group];
        }
    }

    /** The index of a key. */
    static int index(OrderColumn column) {
        return KEYS.indexOf(column);
    }

    /** The value of the key with an index; dates are days since 1970-01-01. */
    int key(int index) {
        return keys[index];
    }

    /** Takes over the keys and totals of another row. */
    void copy(CubeRow other) {
        System.arraycopy(other.keys, 0, keys, 0, keys.length);
        System.arraycopy(other.totals, 0, totals, 0, totals.length);
    }

    /** The numbers of {@link Measures#COLLECTED}, in order. */
    long[] totals() {
        return totals;
    }
}
