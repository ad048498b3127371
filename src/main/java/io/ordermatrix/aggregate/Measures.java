package io.ordermatrix.aggregate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.ordermatrix.order.OrderColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;

/**
 * The measures of a group of order events, in two steps.
 *
 * <p>{@linkplain #collect Collected} from events are exact integers only, which can be merged by adding them and by
 * taking the smallest and the largest. What people see is {@linkplain #present computed} from them at the end, so that no
 * rounding depends on how the events were grouped on the way.
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

    private static final String PRICE_SUM = "price_sum";
    private static final String SQUARE_SUM = "quantity_square_sum";
    private static final String SQUARE_HIGH = "quantity_square_high_sum";
    private static final String SQUARE_LOW = "quantity_square_low_sum";
    private static final long TWO_TO_THE_32 = 1L << 32;

    /** What the cube has besides, so that coarser groups come from it alone. */
    private static final List<String> FOR_MERGING = List.of(PRICE_SUM, SQUARE_SUM);

    private static final List<String> SUMS = List.of(
            "events", "buy_events", "sell_events", "quantity_sum", "matched_quantity_sum", PRICE_SUM, "notional_sum");
    private static final List<String> MINIMA = List.of("price_min", "first_timestamp");
    private static final List<String> MAXIMA = List.of("price_max", "last_timestamp");

    private static final DecimalType EXACT = DataTypes.createDecimalType(38, 0);

    private Measures() {}

    /** Collects from events, by group. A sum that overflows a BIGINT is an error. */
    static Dataset<Row> collect(Dataset<Row> events, List<String> keys) {
        // Plain columns only, which the reader aggregates while it reads.
        return group(
                events,
                keys,
                List.of(
                        count(lit(1)).as("events"),
                        sum(column(OrderColumn.BUY)).as("buy_events"),
                        sum(column(OrderColumn.SELL)).as("sell_events"),
                        sum(column(OrderColumn.QUANTITY)).as("quantity_sum"),
                        sum(column(OrderColumn.TOTALMATCHEDQUANTITY)).as("matched_quantity_sum"),
                        sum(column(OrderColumn.PRICE)).as(PRICE_SUM),
                        sum(column(OrderColumn.NOTIONAL)).as("notional_sum"),
                        sum(column(OrderColumn.QUANTITY_SQUARE_HIGH)).as(SQUARE_HIGH),
                        sum(column(OrderColumn.QUANTITY_SQUARE_LOW)).as(SQUARE_LOW),
                        min(column(OrderColumn.PRICE)).as("price_min"),
                        min(column(OrderColumn.TIMESTAMP)).as("first_timestamp"),
                        max(column(OrderColumn.PRICE)).as("price_max"),
                        max(column(OrderColumn.TIMESTAMP)).as("last_timestamp")));
    }

    /** The measures of collected groups, each of which is one security, date and participant. */
    static Dataset<Row> present(Dataset<Row> collected, List<String> keys) {
        Column high = col(SQUARE_HIGH);
        Column low = col(SQUARE_LOW);
        Column whole = high.cast(EXACT).multiply(lit(TWO_TO_THE_32)).plus(low).cast(EXACT);
        // Nearly all groups are small, and exact in 64 bits; decimals cost ten times as much.
        Column isLow = high.equalTo(0);
        Column isSmall = isLow.and(col("events").lt(1L << 15)).and(low.lt(1L << 47));
        Column scatter = when(
                        isSmall,
                        col("events")
                                .multiply(low)
                                .minus(col("quantity_sum").multiply(col("quantity_sum")))
                                .cast(DataTypes.DoubleType))
                .otherwise(scatter(whole));
        return show(
                collected
                        .withColumn(SQUARE_SUM, when(isLow, low.cast(EXACT)).otherwise(whole))
                        .withColumn("securities", lit(1L))
                        .withColumn("dates", lit(1L))
                        .withColumn("participants", lit(1L)),
                scatter,
                Stream.of(keys, NAMES, FOR_MERGING));
    }

    /** The measures of coarser groups, from the cube. */
    static Dataset<Row> rollUp(Dataset<Row> cube, List<String> keys) {
        List<Column> merged = new ArrayList<>();
        SUMS.forEach(name -> merged.add(sum(name).as(name)));
        merged.add(sum(SQUARE_SUM).cast(EXACT).as(SQUARE_SUM));
        MINIMA.forEach(name -> merged.add(min(name).as(name)));
        MAXIMA.forEach(name -> merged.add(max(name).as(name)));
        merged.add(distinct(OrderColumn.SECURITY_CODE, keys).as("securities"));
        merged.add(distinct(OrderColumn.TRADE_DATE, keys).as("dates"));
        merged.add(distinct(OrderColumn.PARTICIPANTID, keys).as("participants"));
        // A group of everything is there even where there is nothing.
        return show(
                group(cube, keys, merged).where(col("events").gt(0)), scatter(col(SQUARE_SUM)), Stream.of(keys, NAMES));
    }

    /** A key has one value in its group; counting what is known would cost a second aggregation. */
    private static Column distinct(OrderColumn column, List<String> keys) {
        return keys.contains(column.columnName()) ? max(lit(1L)) : count_distinct(column(column));
    }

    private static Dataset<Row> group(Dataset<Row> rows, List<String> keys, List<Column> aggregates) {
        Column[] others = aggregates.subList(1, aggregates.size()).toArray(Column[]::new);
        return rows.groupBy(keys.stream().map(functions::col).toArray(Column[]::new))
                .agg(aggregates.get(0), others);
    }

    /** The events times the sum of the squares, less the square of the sum; before it is a double, it is exact. */
    private static Column scatter(Column squareSum) {
        Column quantitySum = col("quantity_sum");
        return col("events")
                .cast(EXACT)
                .multiply(squareSum)
                .minus(quantitySum.cast(EXACT).multiply(quantitySum))
                .cast(DataTypes.DoubleType);
    }

    private static Dataset<Row> show(Dataset<Row> groups, Column scatter, Stream<List<String>> columns) {
        Column events = col("events");
        Column quantitySum = col("quantity_sum");
        Column freedom = events.cast(DataTypes.DoubleType).multiply(events.minus(1));
        return groups.withColumn("quantity_mean", ratio(quantitySum, events))
                .withColumn("quantity_std", when(events.gt(1), sqrt(scatter.divide(freedom))))
                .withColumn("price_mean", ratio(col(PRICE_SUM), events))
                .withColumn(
                        "price_weighted_mean", when(quantitySum.notEqual(0), ratio(col("notional_sum"), quantitySum)))
                .select(columns.flatMap(List::stream).map(functions::col).toArray(Column[]::new));
    }

    private static Column ratio(Column numerator, Column denominator) {
        return numerator.cast(DataTypes.DoubleType).divide(denominator.cast(DataTypes.DoubleType));
    }

    private static Column column(OrderColumn column) {
        return col(column.columnName());
    }
}
