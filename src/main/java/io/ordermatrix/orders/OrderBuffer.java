package io.ordermatrix.orders;

import io.ordermatrix.group.GroupLayout;
import io.ordermatrix.group.SortedGroups;
import io.ordermatrix.group.SpillWriter;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.scan.RowBatch;
import java.io.IOException;

/**
 * Buffers selected events until there are enough to sort and spill them. The values of an event are next to each other, so that an
 * event that is fetched in its new order comes from two or three lines of the cache, not from as many as it has columns.
 *
 * <p>Files of a feed are nearly in time order. So events are first grouped by cell, in the order of arrival, and the {@link
 * EventOrder} has little left to do.
 */
final class OrderBuffer {
    private static final int FIRST_CAPACITY = 1 << 12;

    private final GroupLayout layout;
    private final int[] valueSlots;
    private final int bytes;
    private final EventKeys keys;
    private final EventRows rows;
    private final EventOrder withinCell;
    private final TextBuffer text;
    private final UnneededValues unneeded;
    private final long[][] sorted;
    private int capacity;
    private int size;

    /**
     * @param bytes how many bytes events may take, apart from their text
     */
    OrderBuffer(EventLayout kind, int bytes) {
        layout = kind.layout();
        valueSlots = kind.valueSlots();
        this.bytes = bytes;
        keys = new EventKeys(layout);
        rows = new EventRows(valueSlots.length);
        text = new TextBuffer(kind);
        unneeded = kind.unneeded();
        withinCell = kind.keys().get(EventLayout.THIRD_KEY) == OrderColumn.ORDER_ID
                ? new OrderGroups(keys)
                : new KeyOrder(keys);
        sorted = new long[layout.stride()][SortedGroups.MOST];
    }

    /** Whether the buffer can't take another batch. */
    boolean isFull() {
        return size > mostEvents() - RowBatch.CAPACITY || text.isFull();
    }

    private int mostEvents() {
        return Math.max(2 * RowBatch.CAPACITY, bytes / (EventKeys.BYTES_OF_EVENT + rows.bytesOfEvent()));
    }

    /** Adds events. The buffer must not be full. */
    void add(RowBatch batch) {
        int count = batch.size();
        if (size + count > capacity) {
            resize(Math.min(mostEvents(), Math.max(FIRST_CAPACITY, 2 * capacity)));
        }
        keys.add(batch);
        for (int at = 0; at < valueSlots.length; at++) {
            rows.put(batch.column(valueSlots[at]), count, size, at);
        }
        text.add(batch, rows, size);
        size += count;
    }

    private void resize(int events) {
        capacity = events;
        keys.resize(events);
        rows.resize(events);
    }

    /** Spills all events, sorted, with events of equal keys in the order of arrival, and clears the buffer. */
    void spill(SpillWriter spills) throws IOException {
        int[] events = keys.sorted(withinCell);
        for (int from = 0; from < size; from += SortedGroups.MOST) {
            int count = Math.min(SortedGroups.MOST, size - from);
            keys.read(events, from, count, sorted);
            rows.read(events, from, count, sorted, layout.words());
            unneeded.replace(sorted, count);
            spills.add(sorted, 0, count, text.bytes());
        }
        spills.endSorted();
        keys.clear();
        text.clear();
        size = 0;
        if (capacity > mostEvents()) {
            // Values were larger than before.
            resize(mostEvents());
        }
    }
}
