package io.ordermatrix.lifecycle;

import io.ordermatrix.group.Groups;
import io.ordermatrix.group.SortedGroups;
import io.ordermatrix.orders.EventLayout;
import java.io.Closeable;
import java.io.IOException;

/**
 * Consecutive events, copied from where they are merged, a few at a time, into columns that are worked on one after the other.
 */
final class EventBatch implements Closeable {
    /** How many events are left without the inner ones. */
    static final int ENDS = 2;

    private final SortedGroups events;
    private final long[][] columns;
    private final EventColumns named;
    private int size;
    private boolean isLast;
    /** The next event where they are merged. */
    private int at;

    private int end;

    /**
     * @param events as {@link LifecycleEvents} has them spilled
     */
    EventBatch(SortedGroups events, EventLayout layout) {
        this.events = events;
        columns = new long[layout.layout().stride()][Groups.MOST];
        named = new EventColumns(layout, columns);
    }

    /**
     * Adds events until the batch is full or there are no more.
     *
     * @return false if it is empty
     */
    boolean fill() throws IOException {
        while (size < Groups.MOST && hasEvent()) {
            int count = Math.min(Groups.MOST - size, end - at);
            long[][] source = events.columns();
            for (int column = 0; column < columns.length; column++) {
                System.arraycopy(source[column], at, columns[column], size, count);
            }
            at += count;
            size += count;
        }
        named.unpack(size);
        return size > 0;
    }

    private boolean hasEvent() throws IOException {
        while (at == end && !isLast) {
            isLast = !events.next();
            at = isLast ? 0 : events.from();
            end = isLast ? 0 : events.to();
        }
        return !isLast;
    }

    int size() {
        return size;
    }

    /** Whether no events follow. */
    boolean isLast() {
        return isLast;
    }

    EventColumns columns() {
        return named;
    }

    /** Removes the first events. */
    void drop(int count) {
        size -= count;
        for (long[] column : columns) {
            System.arraycopy(column, count, column, 0, size);
        }
    }

    /** Removes all events but the first and the last. */
    void dropInner() {
        for (long[] column : columns) {
            column[ENDS - 1] = column[size - 1];
        }
        size = ENDS;
    }

    @Override
    public void close() throws IOException {
        events.close();
    }
}
