package io.ordermatrix.aggregate;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;

import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.order.SizeBucket;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

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

    @SuppressWarnings("ImmutableEnumChecker") // it is made by Stream.toList
    private final List<String> keys;

    Rollup(OrderColumn... keys) {
        this.keys = Arrays.stream(keys).map(OrderColumn::columnName).toList();
    }

    /** The name of the report and, with {@code .csv} behind it, of its file. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The key columns, by which the rows are sorted. */
    public List<String> keys() {
        return keys;
    }

    /** The rollup of a cube, sorted by key; no row where the cube has none. */
    public Dataset<Row> of(Dataset<Row> cube) {
        Dataset<Row> rolledUp = Measures.rollUp(cube, keys);
        // One part makes one file. Rows are sorted before sizes get their labels, whose letters have another order.
        Dataset<Row> inOnePart = rolledUp.coalesce(1);
        Dataset<Row> sorted =
                inOnePart.sortWithinPartitions(keys.stream().map(functions::col).toArray(Column[]::new));
        return this == BY_ORDER_SIZE ? withLabels(sorted) : sorted;
    }

    private static Dataset<Row> withLabels(Dataset<Row> sizes) {
        String bucket = OrderColumn.SIZE_BUCKET.columnName();
        Column[] labels = Arrays.stream(SizeBucket.values())
                .map(size -> lit(size.label()))
                .toArray(Column[]::new);
        return sizes.withColumn(bucket, get(array(labels), col(bucket)));
    }
}
