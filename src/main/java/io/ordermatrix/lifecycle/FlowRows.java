package io.ordermatrix.lifecycle;

import io.ordermatrix.group.Groups;

/** Groups of order flow that are put together one by one. */
final class FlowRows implements Groups {
    private final long[][] columns = new long[FlowTable.LAYOUT.stride()][MOST];
    private int size;

    /** Adds a group, for which there must be room. */
    void add(long[] group) {
        for (int column = 0; column < columns.length; column++) {
            columns[column][size] = group[column];
        }
        size++;
    }

    void clear() {
        size = 0;
    }

    @Override
    public long[][] columns() {
        return columns;
    }

    @Override
    public int to() {
        return size;
    }
}
