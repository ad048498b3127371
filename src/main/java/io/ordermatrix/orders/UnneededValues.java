package io.ordermatrix.orders;

import io.ordermatrix.group.SortedGroups;

/**
 * Replaces values of sorted events that nothing needs by those above them, which take no room in a spill: what is needed only of the
 * first event of an order is left out of the others, and what is needed only of the last one likewise. The first and the last of a
 * buffer need not be those of the order, but no other event of the buffer is.
 */
final class UnneededValues {
    private final int[] ofFirst;
    private final int[] ofLast;
    /** Whether an event has the order of the one above it; the last entry is that of an event that is not there. */
    private final boolean[] continues = new boolean[SortedGroups.MOST + 1];

    /**
     * @param ofFirst the columns that are needed of the first event of each order
     * @param ofLast the columns that are needed of the last event of each order
     */
    UnneededValues(int[] ofFirst, int[] ofLast) {
        this.ofFirst = ofFirst.clone();
        this.ofLast = ofLast.clone();
    }

    /**
     * Replaces the values of some events.
     *
     * @param columns the first of which say the order of an event: its cell, then the order in it
     */
    void replace(long[][] columns, int count) {
        if (ofFirst.length + ofLast.length == 0) {
            return;
        }
        findOrders(columns[EventLayout.CELL_WORD], columns[EventLayout.THIRD_WORD], count);
        for (int column : ofFirst) {
            copyDown(columns[column], count, 0);
        }
        for (int column : ofLast) {
            copyDown(columns[column], count, 1);
        }
    }

    private void findOrders(long[] cells, long[] orders, int count) {
        for (int row = 1; row < count; row++) {
            continues[row] = orders[row] == orders[row - 1] && cells[row] == cells[row - 1];
        }
        continues[count] = false;
    }

    /**
     * Copies the value above.
     *
     * @param ahead 0 to copy it to each event that continues an order, 1 to each event that is continued
     */
    private void copyDown(long[] column, int count, int ahead) {
        long above = column[0];
        for (int row = 1; row < count; row++) {
            above = continues[row + ahead] ? above : column[row];
            column[row] = above;
        }
    }
}
