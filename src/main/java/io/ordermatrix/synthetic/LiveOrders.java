package io.ordermatrix.synthetic;

/** The orders that can still have events: at most a fixed number, which bounds the generator's memory. */
final class LiveOrders {
    private static final int MOST = 8192;
    /** Fewer than one in this many events is a live order's expiry at the end of the day. */
    private static final int EVENTS_PER_LIVE_ORDER = 32;

    private final OrderLife[] orders = new OrderLife[MOST];
    private int limit;
    private int count;

    void startDay(long events) {
        count = 0;
        limit = (int) Math.max(1, Math.min(MOST, events / EVENTS_PER_LIVE_ORDER));
    }

    int count() {
        return count;
    }

    boolean isFull() {
        return count == limit;
    }

    void add(OrderLife order) {
        orders[count++] = order;
    }

    OrderLife at(int position) {
        return orders[position];
    }

    void remove(int position) {
        orders[position] = orders[--count];
    }
}
