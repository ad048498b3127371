package io.ordermatrix.lifecycle;

import io.ordermatrix.group.GroupLayout;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.orders.EventLayout;

/** The columns of spilled events by their names. */
final class EventColumns {
    /** The changereason of an event whose file does not have it. */
    static final int NO_REASON = -1;

    private static final int REASON = 0;
    /** The index of the first quote among the optional columns. */
    static final int FIRST_QUOTE = 1;

    private final GroupLayout layout;
    private final int timestamp;
    private final int price;
    private final int side;
    private final int quantity;
    private final int leaves;
    private final int matched;
    private final int orderType;
    private final int participant;
    private final int status;
    private final int[] others;
    private final int[] nulls;
    private final long[] nullBits;
    private long[][] columns;

    EventColumns(EventLayout events) {
        layout = events.layout();
        timestamp = events.keys().indexOf(OrderColumn.TIMESTAMP);
        price = events.index(OrderColumn.PRICE);
        side = events.index(OrderColumn.SIDE);
        quantity = events.index(OrderColumn.QUANTITY);
        leaves = events.index(OrderColumn.LEAVESQUANTITY);
        matched = events.index(OrderColumn.TOTALMATCHEDQUANTITY);
        orderType = events.index(OrderColumn.EXCHANGEORDERTYPE);
        participant = events.index(OrderColumn.PARTICIPANTID);
        status = events.index(OrderColumn.ORDERSTATUS);
        int count = events.others().size();
        others = new int[count];
        nulls = new int[count];
        nullBits = new long[count];
        for (int other = 0; other < count; other++) {
            others[other] = events.index(other);
            nulls[other] = events.nullIndex(other);
            nullBits[other] = events.nullBit(other);
        }
    }

    /** Continues with other events. */
    void read(long[][] events) {
        columns = events;
    }

    long timestamp(int event) {
        return layout.key(timestamp, columns, event);
    }

    long price(int event) {
        return columns[price][event];
    }

    long side(int event) {
        return columns[side][event];
    }

    long quantity(int event) {
        return columns[quantity][event];
    }

    long leaves(int event) {
        return columns[leaves][event];
    }

    /** Shares of the order that have traded so far, on all days. */
    long matched(int event) {
        return columns[matched][event];
    }

    long orderType(int event) {
        return columns[orderType][event];
    }

    long participant(int event) {
        return columns[participant][event];
    }

    int status(int event) {
        return (int) columns[status][event];
    }

    /** The changereason, or {@link #NO_REASON}. */
    int reason(int event) {
        return isNull(event, REASON) ? NO_REASON : (int) columns[others[REASON]][event];
    }

    /** Whether an event has a quote, numbered as in {@link LifecycleEvents}. */
    boolean hasQuote(int event, int quote) {
        return !isNull(event, FIRST_QUOTE + quote);
    }

    long quote(int event, int quote) {
        return columns[others[FIRST_QUOTE + quote]][event];
    }

    private boolean isNull(int event, int other) {
        return (columns[nulls[other]][event] & nullBits[other]) != 0;
    }
}
