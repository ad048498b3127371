package io.ordermatrix.orders;

import io.ordermatrix.group.GroupLayout;
import io.ordermatrix.group.SortedGroups;
import io.ordermatrix.group.SpillWriter;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.scan.RowBatch;
import java.io.IOException;

/**
 * Buffers selected events until there are enough to sort and spill them.
 *
 * <p>Files of a feed are nearly in time order. So events are grouped by cell as they arrive, and the {@link EventOrder} has little
 * left to do.
 */
final class OrderBuffer {
    private static final int FIRST_PLACES = 1 << 12;

    private final GroupLayout layout;
    private final int[] valueSlots;
    private final int bytes;
    private final long[][] batchKeys;
    private final EventPlaces places = new EventPlaces();
    private final EventKeys keys = new EventKeys();
    private final EventRows rows;
    private final EventOrder withinCell;
    private final TextBuffer text;
    private final UnneededValues unneeded;
    private final long[][] sorted;
    /** How many places there is room for. */
    private int capacity;

    /**
     * @param bytes how many bytes events may take, apart from their text
     */
    OrderBuffer(EventLayout kind, int bytes) {
        layout = kind.layout();
        valueSlots = kind.valueSlots();
        this.bytes = bytes;
        batchKeys = new long[layout.words()][RowBatch.CAPACITY];
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
        return places.end() > mostPlaces() - EventPlaces.MOST_OF_BATCH || text.isFull();
    }

    private int mostPlaces() {
        return Math.max(2 * EventPlaces.MOST_OF_BATCH, bytes / (EventKeys.BYTES_OF_EVENT + rows.bytesOfEvent()));
    }

    /** Adds events. The buffer must not be full. */
    void add(RowBatch batch) {
        int count = batch.size();
        layout.pack(batch, batchKeys);
        int[] to = places.add(batchKeys[EventLayout.CELL_WORD], count);
        if (places.end() > capacity) {
            resize(Math.min(mostPlaces(), Math.max(FIRST_PLACES, 2 * places.end())));
        }
        keys.put(batchKeys, count, to);
        for (int at = 0; at < valueSlots.length; at++) {
            rows.put(batch.column(valueSlots[at]), count, to, at);
        }
        text.add(batch, rows, to);
    }

    private void resize(int count) {
        capacity = count;
        keys.resize(count);
        rows.resize(count);
    }

    /** Spills all events, sorted, with events of equal keys in the order of arrival, and clears the buffer. */
    void spill(SpillWriter spills) throws IOException {
        int[] events = places.sorted(withinCell);
        for (int from = 0; from < events.length; from += SortedGroups.MOST) {
            int count = Math.min(SortedGroups.MOST, events.length - from);
            places.readCells(events, from, count, sorted[EventLayout.CELL_WORD]);
            keys.readThirds(events, from, count, sorted[EventLayout.THIRD_WORD]);
            keys.readFourths(events, from, count, sorted[EventLayout.FOURTH_WORD]);
            rows.read(events, from, count, sorted, layout.words());
            unneeded.replace(sorted, count);
            spills.add(sorted, 0, count, text.bytes());
        }
        spills.endSorted();
        places.clear();
        text.clear();
        if (capacity > mostPlaces()) {
            // Values were larger than before.
            resize(mostPlaces());
        }
    }
}
