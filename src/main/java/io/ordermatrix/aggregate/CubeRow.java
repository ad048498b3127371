package io.ordermatrix.aggregate;

import io.ordermatrix.order.OrderColumn;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.InternalRow;

/** What rollups read of the cube, one row at a time in the same object. */
final class CubeRow {
    private static final List<String> TOTALS = List.of(
            "events",
            "buy_events",
            "sell_events",
            "quantity_sum",
            "matched_quantity_sum",
            Measures.PRICE_SUM,
            "notional_sum",
            "price_min",
            "price_max",
            "first_timestamp",
            "last_timestamp",
            Measures.SQUARE_SUM);
    private static final int SQUARE_DIGITS = 38;

    /** The columns of a row, in order. */
    static final List<String> COLUMNS =
            Stream.concat(OrderCube.KEYS.stream(), TOTALS.stream()).toList();

    int security;
    /** Days since 1970-01-01. */
    int date;

    int participant;
    int hour;
    int sizeBucket;
    long events;
    long buyEvents;
    long sellEvents;
    long quantitySum;
    long matchedQuantitySum;
    long priceSum;
    long notionalSum;
    int priceMin;
    int priceMax;
    long firstTimestamp;
    long lastTimestamp;
    BigInteger squareSum;

    void read(InternalRow row) {
        security = row.getInt(0);
        date = row.getInt(1);
        participant = row.getInt(2);
        hour = row.getByte(3);
        sizeBucket = row.getByte(4);
        events = row.getLong(5);
        buyEvents = row.getLong(6);
        sellEvents = row.getLong(7);
        quantitySum = row.getLong(8);
        matchedQuantitySum = row.getLong(9);
        priceSum = row.getLong(10);
        notionalSum = row.getLong(11);
        priceMin = row.getInt(12);
        priceMax = row.getInt(13);
        firstTimestamp = row.getLong(14);
        lastTimestamp = row.getLong(15);
        squareSum = row.getDecimal(16, SQUARE_DIGITS, 0).toJavaBigInteger();
    }

    int key(OrderColumn column) {
        return switch (column) {
            case SECURITY_CODE -> security;
            case TRADE_DATE -> date;
            case PARTICIPANTID -> participant;
            case HOUR -> hour;
            case SIZE_BUCKET -> sizeBucket;
            default -> throw new IllegalArgumentException(column + " is no key of the cube");
        };
    }
}
