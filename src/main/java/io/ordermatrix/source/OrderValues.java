package io.ordermatrix.source;

import io.ordermatrix.order.OrderColumn;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The places of a row's values in an array of longs: needed columns in the order of checking, then derived and computed
 * ones, then a 1 to count with.
 */
final class OrderValues {
    static final int ORDER_ID = 0;
    static final int TIMESTAMP = 1;
    static final int SECURITY_CODE = 2;
    static final int PRICE = 3;
    static final int SIDE = 4;
    static final int QUANTITY = 5;
    static final int LEAVESQUANTITY = 6;
    static final int TOTALMATCHEDQUANTITY = 7;
    static final int EXCHANGEORDERTYPE = 8;
    static final int PARTICIPANTID = 9;
    static final int ORDERSTATUS = 10;
    static final int NEEDED = 11;

    static final int TRADE_DATE = 11;
    static final int HOUR = 12;
    static final int SIZE_BUCKET = 13;
    static final int BUY = 14;
    static final int SELL = 15;
    static final int NOTIONAL = 16;
    static final int QUANTITY_SQUARE_HIGH = 17;
    static final int QUANTITY_SQUARE_LOW = 18;
    static final int ONE = 19;
    static final int COUNT = 20;

    private static final List<OrderColumn> COLUMNS = columns();
    private static final Map<OrderColumn, Integer> PLACES = places();

    private OrderValues() {}

    private static List<OrderColumn> columns() {
        List<OrderColumn> columns = new ArrayList<>(OrderColumn.needed());
        columns.addAll(OrderColumn.derived());
        columns.addAll(OrderColumn.computed());
        return List.copyOf(columns);
    }

    private static Map<OrderColumn, Integer> places() {
        Map<OrderColumn, Integer> places = new EnumMap<>(OrderColumn.class);
        COLUMNS.forEach(column -> places.put(column, places.size()));
        return places;
    }

    /** Whether the column is a number that every row has. */
    static boolean has(OrderColumn column) {
        return PLACES.containsKey(column);
    }

    static int place(OrderColumn column) {
        return PLACES.get(column);
    }

    static OrderColumn column(int place) {
        return COLUMNS.get(place);
    }
}
