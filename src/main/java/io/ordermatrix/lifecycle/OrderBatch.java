package io.ordermatrix.lifecycle;

import io.ordermatrix.group.Groups;
import io.ordermatrix.group.SortedGroups;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.orders.EventLayout;
import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;

/**
 * Orders all of whose events on a day have been read, with what these count to. Where one order fills a batch of events, only the
 * first and the last of them are kept, and what they count to.
 */
final class OrderBatch implements Closeable {
    private static final int AMENDED = 5;
    private static final int NEW = 6;
    private static final int NEW_AND_INACTIVE = 29;

    private final EventBatch batch;
    private final EventColumns events;
    private final long[] quantities;
    private final long[] matched;
    /** The first event of each order, then the first of the one that is not complete. */
    private final int[] starts = new int[Groups.MOST + 1];

    private int orders;
    private final int[] flags = new int[Groups.MOST];
    private final EventList amending = new EventList();
    private final EventList filling = new EventList();
    /** The quantities of all amending events before each event, added up. */
    private final long[] amendedBefore = new long[Groups.MOST + 1];

    private final OrderCounts counts = new OrderCounts();
    /** What the dropped events of the first order count to; null without any. */
    private OrderCounts.Earlier earlier;

    /**
     * @param events as {@link LifecycleEvents} has them spilled
     */
    OrderBatch(SortedGroups events, EventLayout layout) {
        batch = new EventBatch(events, layout);
        this.events = batch.columns();
        quantities = this.events.values(OrderColumn.QUANTITY);
        matched = this.events.values(OrderColumn.TOTALMATCHEDQUANTITY);
    }

    /** Whether an order is entered by an event with this changereason. */
    static boolean isEntry(int reason) {
        return reason == NEW || reason == NEW_AND_INACTIVE;
    }

    /**
     * Moves to the next orders.
     *
     * @return false if there are none
     */
    boolean next() throws IOException {
        batch.drop(starts[orders]);
        orders = 0;
        while (batch.fill()) {
            findOrders();
            listAmendments();
            listFills();
            if (orders > 0) {
                count(orders);
                earlier = null;
                return true;
            }
            count(1);
            earlier = counts.earlier();
            batch.dropInner();
        }
        return false;
    }

    private void findOrders() {
        int size = batch.size();
        Arrays.fill(flags, 0, size, 0);
        for (int word = 0; word < LifecycleRows.LAYOUT.words(); word++) {
            long[] key = events.key(word);
            for (int event = 1; event < size; event++) {
                flags[event] |= key[event] != key[event - 1] ? 1 : 0;
            }
        }
        int found = 1;
        for (int event = 1; event < size; event++) {
            starts[found] = event;
            found += flags[event];
        }
        starts[found] = size;
        orders = batch.isLast() ? found : found - 1;
    }

    private void listAmendments() {
        int size = batch.size();
        int[] reasons = events.reasons();
        for (int event = 0; event < size; event++) {
            flags[event] = reasons[event] == AMENDED ? 1 : 0;
        }
        leaveOutCounted();
        amending.read(flags, size);
        long sum = 0;
        for (int event = 0; event < size; event++) {
            amendedBefore[event] = sum;
            sum += flags[event] * quantities[event];
        }
        amendedBefore[size] = sum;
    }

    /** A fill is an event after which more of the order has traded than before. */
    private void listFills() {
        int size = batch.size();
        for (int event = 1; event < size; event++) {
            flags[event] = matched[event] > matched[event - 1] ? 1 : 0;
        }
        for (int order = 0; order <= orders && starts[order] < size; order++) {
            int first = starts[order];
            flags[first] = matched[first] > matchedBefore(order) ? 1 : 0;
        }
        leaveOutCounted();
        filling.read(flags, size);
    }

    private void leaveOutCounted() {
        if (earlier != null) {
            Arrays.fill(flags, 0, EventBatch.ENDS, 0);
        }
    }

    private void count(int count) {
        long[] times = events.timestamps();
        for (int order = 0; order < count; order++) {
            int from = starts[order];
            int to = starts[order + 1];
            counts.events()[order] = (long) to - from;
            counts.amendments()[order] = amending.count(from, to);
            counts.amendedQuantities()[order] = amendedBefore[to] - amendedBefore[from];
            counts.firstAmendments()[order] = times[amending.first(from)];
            counts.fills()[order] = filling.count(from, to);
            counts.firstFills()[order] = times[filling.first(from)];
            counts.lastFills()[order] = times[filling.last(to)];
        }
        if (earlier != null) {
            counts.addToFirst(earlier, EventBatch.ENDS);
        }
    }

    /** How many orders there are. */
    int size() {
        return orders;
    }

    /** The events behind the orders. */
    EventColumns events() {
        return events;
    }

    int firstEvent(int order) {
        return starts[order];
    }

    int lastEvent(int order) {
        return starts[order + 1] - 1;
    }

    /**
     * How many shares of an order had traded before its first event. What an order from an earlier day had traded by then is not
     * known, and is not counted.
     */
    long matchedBefore(int order) {
        int first = starts[order];
        int reason = events.reasons()[first];
        return reason == EventColumns.NO_REASON || isEntry(reason) ? 0 : matched[first];
    }

    OrderCounts counts() {
        return counts;
    }

    @Override
    public void close() throws IOException {
        batch.close();
    }
}
