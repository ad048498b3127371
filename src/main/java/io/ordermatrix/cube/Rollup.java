package io.ordermatrix.cube;

import io.ordermatrix.order.OrderColumn;
import java.util.List;
import java.util.Locale;

/** A report computed from the cube alone: the {@linkplain Measures#NAMES measures} by fewer keys. */
public enum Rollup {
    OVERALL,
    BY_SECURITY(OrderColumn.SECURITY_CODE),
    BY_DATE(OrderColumn.TRADE_DATE),
    BY_PARTICIPANT(OrderColumn.PARTICIPANTID),
    BY_HOUR(OrderColumn.HOUR),
    BY_ORDER_SIZE(OrderColumn.SIZE_BUCKET),
    BY_SECURITY_DATE(OrderColumn.SECURITY_CODE, OrderColumn.TRADE_DATE),
    BY_DATE_HOUR(OrderColumn.TRADE_DATE, OrderColumn.HOUR);

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<OrderColumn> columns;

    Rollup(OrderColumn... columns) {
        this.columns = List.of(columns);
    }

    /** The name of the report; with {@code .csv} appended, that of its file. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The key columns, at most two, by which the rows are sorted. */
    public List<String> keys() {
        return columns.stream().map(OrderColumn::columnName).toList();
    }

    /** The columns that {@link #keys} names. */
    public List<OrderColumn> columns() {
        return columns;
    }

    /** Whether the events of a participant in a cell are in several of its rows. */
    boolean dividesParticipants() {
        return columns.contains(OrderColumn.HOUR) || columns.contains(OrderColumn.SIZE_BUCKET);
    }

    boolean hasSecurity() {
        return columns.contains(OrderColumn.SECURITY_CODE);
    }

    boolean hasDate() {
        return columns.contains(OrderColumn.TRADE_DATE);
    }

    boolean hasParticipant() {
        return columns.contains(OrderColumn.PARTICIPANTID);
    }
}
