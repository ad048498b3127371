package io.ordermatrix.orders;

import io.ordermatrix.group.GroupLayout;
import io.ordermatrix.group.KeyNumbers;
import io.ordermatrix.group.SortedGroups;
import io.ordermatrix.group.SpillWriter;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.orders.NarrowColumn.Longs;
import io.ordermatrix.scan.RowBatch;
import java.io.IOException;
import java.util.Arrays;

/**
 * Buffers selected events until there are enough to sort and spill them, in columns of their types' widths.
 *
 * <p>Files of a feed are nearly in time order. So events are first grouped by cell, in the order of arrival, and the {@link
 * EventOrder} has little left to do.
 */
final class OrderBuffer {
    private static final int FIRST_CAPACITY = 1 << 14;

    private final GroupLayout layout;
    private final int[] valueSlots;
    private final int mostEvents;
    private final KeyNumbers cells = new KeyNumbers();
    private final Longs thirds = new Longs();
    private final Longs fourths = new Longs();
    private final EventOrder eventOrder;
    private final NarrowColumn[] values;
    private final TextBuffer text;
    private final long[][] batchKeys;
    private final long[][] sorted;
    /** The cell number of each event. */
    private int[] cellNumbers = {};

    private int size;

    /**
     * @param mostEvents larger than the number of rows of a batch
     */
    OrderBuffer(EventLayout kind, int mostEvents) {
        layout = kind.layout();
        valueSlots = kind.valueSlots();
        this.mostEvents = mostEvents;
        values = kind.valueTypes().stream().map(NarrowColumn::of).toArray(NarrowColumn[]::new);
        text = new TextBuffer(kind);
        eventOrder = kind.keys().get(EventLayout.THIRD_KEY) == OrderColumn.ORDER_ID
                ? new OrderGroups(thirds, fourths)
                : new KeyOrder(thirds, fourths);
        batchKeys = new long[layout.words()][RowBatch.CAPACITY];
        sorted = new long[layout.stride()][SortedGroups.MOST];
    }

    /** Whether the buffer can't take another batch. */
    boolean isFull() {
        return size > mostEvents - RowBatch.CAPACITY || text.isFull();
    }

    /** Adds events. The buffer must not be full. */
    void add(RowBatch batch) {
        int count = batch.size();
        if (size + count > cellNumbers.length) {
            grow();
        }
        layout.pack(batch, batchKeys);
        long[] cellKeys = batchKeys[EventLayout.CELL_WORD];
        for (int row = 0; row < count; row++) {
            cellNumbers[size + row] = cells.count(cellKeys[row]);
        }
        thirds.put(batchKeys[EventLayout.THIRD_WORD], count, size);
        fourths.put(batchKeys[EventLayout.FOURTH_WORD], count, size);
        for (int at = 0; at < values.length; at++) {
            values[at].put(batch.column(valueSlots[at]), count, size);
        }
        text.add(batch, values, size);
        size += count;
    }

    private void grow() {
        int capacity = Math.min(mostEvents, Math.max(FIRST_CAPACITY, 2 * cellNumbers.length));
        cellNumbers = Arrays.copyOf(cellNumbers, capacity);
        thirds.grow(capacity);
        fourths.grow(capacity);
        for (NarrowColumn column : values) {
            column.grow(capacity);
        }
    }

    /** Spills all events, sorted, with events of equal keys in the order of arrival, and clears the buffer. */
    void spill(SpillWriter spills) throws IOException {
        int[] events = sort();
        for (int from = 0; from < size; from += SortedGroups.MOST) {
            int count = Math.min(SortedGroups.MOST, size - from);
            for (int row = 0; row < count; row++) {
                sorted[EventLayout.CELL_WORD][row] = cells.key(cellNumbers[events[from + row]]);
            }
            thirds.gather(events, from, count, sorted[EventLayout.THIRD_WORD]);
            fourths.gather(events, from, count, sorted[EventLayout.FOURTH_WORD]);
            for (int at = 0; at < values.length; at++) {
                values[at].gather(events, from, count, sorted[layout.words() + at]);
            }
            spills.add(sorted, 0, count, text.bytes());
        }
        spills.endSorted();
        cells.clear();
        text.clear();
        size = 0;
    }

    /** The indexes of the events in the order of their keys. */
    private int[] sort() {
        int[] inOrder = cells.inOrder();
        int[] next = cells.starts(inOrder);
        int[] events = new int[size];
        for (int event = 0; event < size; event++) {
            events[next[cellNumbers[event]]++] = event;
        }
        for (int cell : inOrder) {
            eventOrder.sort(events, next[cell] - cells.occurrences(cell), next[cell]);
        }
        return events;
    }
}
