package io.ordermatrix.order;

import java.util.Locale;

/**
 * The filters that can drop a row, in the order of application: a dropped row counts for the first filter that drops
 * it.
 */
public enum DropReason {
    DATE(OrderColumn.TIMESTAMP),
    SECURITY(OrderColumn.SECURITY_CODE),
    PARTICIPANT(OrderColumn.PARTICIPANTID),
    ORDER_TYPE(OrderColumn.EXCHANGEORDERTYPE),
    HOURS(OrderColumn.TIMESTAMP);

    private final OrderColumn column;

    DropReason(OrderColumn column) {
        this.column = column;
    }

    /** The column that the filter reads. */
    public OrderColumn column() {
        return column;
    }

    /** The name in results, for example {@code order_type}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
