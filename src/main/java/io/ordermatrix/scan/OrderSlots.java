package io.ordermatrix.scan;

import io.ordermatrix.order.OrderColumn;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The slots of a {@link RowBatch}: needed columns in the order of checking, then derived and computed ones, then a
 * constant 1 for counting.
 */
public final class OrderSlots {
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
    /** The number of slots that are read from files. */
    static final int NEEDED = 11;

    static final int TRADE_DATE = 11;
    static final int HOUR = 12;
    static final int SIZE_BUCKET = 13;
    static final int BUY = 14;
    static final int SELL = 15;
    static final int NOTIONAL = 16;
    static final int QUANTITY_SQUARE_HIGH = 17;
    static final int QUANTITY_SQUARE_LOW = 18;
    /** Is 1 in every row, so that its sum counts rows. */
    public static final int ONE = 19;

    /** The number of slots that every batch has. */
    public static final int COUNT = 20;

    private static final List<OrderColumn> COLUMNS = columns();
    private static final int[] ALL_NEEDED = IntStream.range(0, NEEDED).toArray();
    private static final Map<OrderColumn, Integer> SLOTS = slots();

    private OrderSlots() {}

    private static List<OrderColumn> columns() {
        List<OrderColumn> columns = new ArrayList<>(OrderColumn.needed());
        columns.addAll(OrderColumn.derived());
        columns.addAll(OrderColumn.computed());
        return List.copyOf(columns);
    }

    private static Map<OrderColumn, Integer> slots() {
        Map<OrderColumn, Integer> slots = new EnumMap<>(OrderColumn.class);
        COLUMNS.forEach(column -> slots.put(column, slots.size()));
        return slots;
    }

    /** Whether the column is a number that every row has. */
    public static boolean has(OrderColumn column) {
        return SLOTS.containsKey(column);
    }

    /** The slot of a column, which must {@linkplain #has have} one. */
    public static int of(OrderColumn column) {
        return SLOTS.get(column);
    }

    /** The slots that are read from files, in the order of checking. */
    static int[] allNeeded() {
        return ALL_NEEDED;
    }

    /** The column of a slot, which must not be {@link #ONE}. */
    public static OrderColumn column(int slot) {
        return COLUMNS.get(slot);
    }
}
