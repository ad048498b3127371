package io.ordermatrix.orders;

import io.ordermatrix.group.GroupLayout;
import io.ordermatrix.group.KeyNumbers;
import io.ordermatrix.scan.RowBatch;
import java.util.Arrays;

/**
 * The packed keys of buffered events, in arrays of their own, so that sorting does not touch the values of the events, which are
 * far from each other.
 */
final class EventKeys {
    /** How many bytes an event takes. */
    static final int BYTES_OF_EVENT = Integer.BYTES + 2 * Long.BYTES;

    private final GroupLayout layout;
    private final KeyNumbers cells = new KeyNumbers();
    private final long[][] batchKeys;
    /** The cell number of each event. */
    private int[] cellNumbers = {};

    private long[] thirds = {};
    private long[] fourths = {};
    private int size;

    EventKeys(GroupLayout layout) {
        this.layout = layout;
        batchKeys = new long[layout.words()][RowBatch.CAPACITY];
    }

    /** Makes room for this many events, or only for these. */
    void resize(int events) {
        cellNumbers = Arrays.copyOf(cellNumbers, events);
        thirds = Arrays.copyOf(thirds, events);
        fourths = Arrays.copyOf(fourths, events);
    }

    /** Adds the events of a batch, for which there must be room. */
    void add(RowBatch batch) {
        int count = batch.size();
        layout.pack(batch, batchKeys);
        long[] cellKeys = batchKeys[EventLayout.CELL_WORD];
        for (int row = 0; row < count; row++) {
            cellNumbers[size + row] = cells.count(cellKeys[row]);
        }
        System.arraycopy(batchKeys[EventLayout.THIRD_WORD], 0, thirds, size, count);
        System.arraycopy(batchKeys[EventLayout.FOURTH_WORD], 0, fourths, size, count);
        size += count;
    }

    /**
     * The indexes of the events in the order of their keys.
     *
     * @param withinCell sorts the events of a cell
     */
    int[] sorted(EventOrder withinCell) {
        int[] inOrder = cells.inOrder();
        int[] next = cells.starts(inOrder);
        int[] events = new int[size];
        for (int event = 0; event < size; event++) {
            events[next[cellNumbers[event]]++] = event;
        }
        for (int cell : inOrder) {
            withinCell.sort(events, next[cell] - cells.occurrences(cell), next[cell]);
        }
        return events;
    }

    /** Copies the keys of consecutive entries of a list of events into columns. */
    void read(int[] events, int from, int count, long[][] columns) {
        for (int at = 0; at < count; at++) {
            columns[EventLayout.CELL_WORD][at] = cells.key(cellNumbers[events[from + at]]);
        }
        readThirds(events, from, count, columns[EventLayout.THIRD_WORD]);
        readFourths(events, from, count, columns[EventLayout.FOURTH_WORD]);
    }

    /** Copies the third key of consecutive entries of a list of events. */
    void readThirds(int[] events, int from, int count, long[] target) {
        for (int at = 0; at < count; at++) {
            target[at] = thirds[events[from + at]];
        }
    }

    /** Copies the fourth key of consecutive entries of a list of events. */
    void readFourths(int[] events, int from, int count, long[] target) {
        for (int at = 0; at < count; at++) {
            target[at] = fourths[events[from + at]];
        }
    }

    /** Whether no fourth key of some entries of a list of events is before that of the entry before it. */
    boolean areFourthsInOrder(int[] events, int from, int to) {
        for (int at = from + 1; at < to; at++) {
            if (Long.compareUnsigned(fourths[events[at - 1]], fourths[events[at]]) > 0) {
                return false;
            }
        }
        return true;
    }

    void clear() {
        cells.clear();
        size = 0;
    }
}
