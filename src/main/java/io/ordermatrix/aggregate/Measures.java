package io.ordermatrix.aggregate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.source.EventAggregate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF4;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;

/**
 * The measures of a group of order events, in two steps.
 *
 * <p>{@linkplain #COLLECTED Collected} from events are exact integers only, parts of which go together by adding them and by
 * taking the smallest and the largest. What people see is {@linkplain #present computed} from them at the end, so
 * that no rounding depends on how the events were grouped on the way.
 *
 * <p>Squares of quantities have up to 62 bits, and two of them overflow a BIGINT. They are summed in two halves of 32
 * bits, which is exact and costs no decimal arithmetic per event.
 */
public final class Measures {
    /** The names of the measures in every result, in order. */
    public static final List<String> NAMES = List.of(
            "events",
            "buy_events",
            "sell_events",
            "quantity_sum",
            "quantity_mean",
            "quantity_std",
            "matched_quantity_sum",
            "price_mean",
            "price_min",
            "price_max",
            "notional_sum",
            "price_weighted_mean",
            "securities",
            "dates",
            "participants",
            "first_timestamp",
            "last_timestamp");

    static final String PRICE_SUM = "price_sum";
    static final String SQUARE_SUM = "quantity_square_sum";
    private static final String SQUARE_HIGH = "quantity_square_high_sum";
    private static final String SQUARE_LOW = "quantity_square_low_sum";
    private static final long TWO_TO_THE_32 = 1L << 32;

    /** What the cube has besides, so that coarser groups come from it alone. */
    private static final List<String> FOR_MERGING = List.of(PRICE_SUM, SQUARE_SUM);

    /** What is collected from the events of a group. */
    static final List<EventAggregate> COLLECTED = List.of(
            EventAggregate.count("events"),
            EventAggregate.sum("buy_events", OrderColumn.BUY),
            EventAggregate.sum("sell_events", OrderColumn.SELL),
            EventAggregate.sum("quantity_sum", OrderColumn.QUANTITY),
            EventAggregate.sum("matched_quantity_sum", OrderColumn.TOTALMATCHEDQUANTITY),
            EventAggregate.sum(PRICE_SUM, OrderColumn.PRICE),
            EventAggregate.sum("notional_sum", OrderColumn.NOTIONAL),
            EventAggregate.sum(SQUARE_HIGH, OrderColumn.QUANTITY_SQUARE_HIGH),
            EventAggregate.sum(SQUARE_LOW, OrderColumn.QUANTITY_SQUARE_LOW),
            EventAggregate.min("price_min", OrderColumn.PRICE),
            EventAggregate.min("first_timestamp", OrderColumn.TIMESTAMP),
            EventAggregate.max("price_max", OrderColumn.PRICE),
            EventAggregate.max("last_timestamp", OrderColumn.TIMESTAMP));

    private static final DecimalType EXACT = DataTypes.createDecimalType(38, 0);

    private static final UserDefinedFunction DEVIATION =
            udf((UDF4<Long, Long, Long, Long, Double>) Deviation::of, DataTypes.DoubleType);

    private Measures() {}

    /** The measures of collected groups, each of which is one security, date and participant. */
    static Dataset<Row> present(Dataset<Row> collected, List<String> keys) {
        Column events = col("events");
        Column quantitySum = col("quantity_sum");
        Column high = col(SQUARE_HIGH);
        Column low = col(SQUARE_LOW);
        // Decimals cost ten times as much as integers, and few groups need them.
        Column squareSum = when(high.equalTo(0), low.cast(EXACT))
                .otherwise(
                        high.cast(EXACT).multiply(lit(TWO_TO_THE_32)).plus(low).cast(EXACT));
        return collected
                .withColumns(Map.of(
                        SQUARE_SUM,
                        squareSum,
                        "quantity_mean",
                        ratio(quantitySum, events),
                        "quantity_std",
                        DEVIATION.apply(events, quantitySum, high, low),
                        "price_mean",
                        ratio(col(PRICE_SUM), events),
                        "price_weighted_mean",
                        when(quantitySum.notEqual(0), ratio(col("notional_sum"), quantitySum)),
                        "securities",
                        lit(1L),
                        "dates",
                        lit(1L),
                        "participants",
                        lit(1L)))
                .select(Stream.of(keys, NAMES, FOR_MERGING)
                        .flatMap(List::stream)
                        .map(functions::col)
                        .toArray(Column[]::new));
    }

    private static Column ratio(Column numerator, Column denominator) {
        return numerator.cast(DataTypes.DoubleType).divide(denominator.cast(DataTypes.DoubleType));
    }
}
