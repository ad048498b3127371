package io.ordermatrix.orders;

import io.ordermatrix.group.GroupLayout;
import io.ordermatrix.group.KeyNumbers;
import io.ordermatrix.group.SortedGroups;
import io.ordermatrix.group.SpillWriter;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.scan.RowBatch;
import java.io.IOException;
import java.util.Arrays;

/**
 * Buffers selected events until there are enough to sort and spill them. The longs of an event are next to each other, so that an
 * event that is fetched in its new order comes from two or three lines of the cache, not from as many as it has columns.
 *
 * <p>Files of a feed are nearly in time order. So events are first grouped by cell, in the order of arrival, and the {@link
 * EventOrder} has little left to do.
 */
final class OrderBuffer {
    private static final int FIRST_CAPACITY = 1 << 12;

    private final GroupLayout layout;
    private final int[] valueSlots;
    private final int mostEvents;
    private final KeyNumbers cells = new KeyNumbers();
    private final EventRows rows;
    private final EventOrder eventOrder;
    private final TextBuffer text;
    private final long[][] batchKeys;
    private final long[][] sorted;
    /** The cell number of each event. */
    private int[] cellNumbers = {};

    private int size;

    /**
     * @param bytes how many bytes events may take, apart from their text
     */
    OrderBuffer(EventLayout kind, int bytes) {
        layout = kind.layout();
        valueSlots = kind.valueSlots();
        rows = new EventRows(layout.stride());
        mostEvents = Math.max(2 * RowBatch.CAPACITY, bytes / (Long.BYTES * layout.stride()));
        text = new TextBuffer(kind);
        eventOrder = kind.keys().get(EventLayout.THIRD_KEY) == OrderColumn.ORDER_ID
                ? new OrderGroups(rows)
                : new KeyOrder(rows);
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
            int capacity = Math.min(mostEvents, Math.max(FIRST_CAPACITY, 2 * cellNumbers.length));
            cellNumbers = Arrays.copyOf(cellNumbers, capacity);
            rows.grow(capacity);
        }
        layout.pack(batch, batchKeys);
        long[] cellKeys = batchKeys[EventLayout.CELL_WORD];
        for (int row = 0; row < count; row++) {
            cellNumbers[size + row] = cells.count(cellKeys[row]);
        }
        for (int word = 0; word < batchKeys.length; word++) {
            rows.put(batchKeys[word], count, size, word);
        }
        for (int at = 0; at < valueSlots.length; at++) {
            rows.put(batch.column(valueSlots[at]), count, size, layout.words() + at);
        }
        text.add(batch, rows, size);
        size += count;
    }

    /** Spills all events, sorted, with events of equal keys in the order of arrival, and clears the buffer. */
    void spill(SpillWriter spills) throws IOException {
        int[] events = sort();
        for (int from = 0; from < size; from += SortedGroups.MOST) {
            int count = Math.min(SortedGroups.MOST, size - from);
            rows.read(events, from, count, sorted);
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
