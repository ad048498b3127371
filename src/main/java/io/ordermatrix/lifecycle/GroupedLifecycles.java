package io.ordermatrix.lifecycle;

/** Consecutive rows of lifecycles, each with the group that its order belongs to. Reused for many of them. */
final class GroupedLifecycles {
    private final Lifecycle order = new Lifecycle();
    private final long[][] groups;
    private long[][] rows;
    private int firstRow;
    private int size;

    /**
     * @param most how many rows there are at most
     */
    GroupedLifecycles(int most) {
        groups = new long[most][];
    }

    /** Continues with other rows, none of them yet. */
    void begin(long[][] newRows, int row) {
        rows = newRows;
        firstRow = row;
        size = 0;
    }

    /** Adds the next row. */
    void add(long[] group) {
        groups[size++] = group;
    }

    int size() {
        return size;
    }

    /** The order of a row, until the next one is asked for. */
    Lifecycle order(int at) {
        order.moveTo(rows, firstRow + at);
        return order;
    }

    /** The key and the sums of the group that a row belongs to. */
    long[] group(int at) {
        return groups[at];
    }
}
