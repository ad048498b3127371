package io.ordermatrix.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.shiftright;
import static org.apache.spark.sql.functions.when;

import io.ordermatrix.input.InputFile;
import io.ordermatrix.order.ColumnType;
import io.ordermatrix.order.OrderColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Order columns as Spark sees them.
 *
 * <p>A reader that is given one of these schemas offers exactly those columns:
 *
 * <pre>{@code
 * Dataset<Row> events = spark.read().format("orders").schema(OrderSchema.MEASURED_EVENTS).load("orders/");
 * }</pre>
 *
 * Events from elsewhere have the columns of {@link #EVENTS}, and {@link #measured} adds the others.
 */
public final class OrderSchema {
    /** An order event: the needed columns, then date, hour and size. */
    public static final StructType EVENTS =
            schema(Stream.concat(OrderColumn.needed().stream(), OrderColumn.derived().stream()));

    /** An order event with the columns that sums need. */
    public static final StructType MEASURED_EVENTS =
            schema(Stream.of(OrderColumn.needed(), OrderColumn.derived(), OrderColumn.computed())
                    .flatMap(List::stream));

    private OrderSchema() {}

    private static StructType schema(Stream<OrderColumn> columns) {
        return new StructType(columns.map(OrderSchema::field).toArray(StructField[]::new));
    }

    /** A column, which can be null if it is optional. */
    public static StructField field(OrderColumn column) {
        boolean nullable = !column.isNeeded() && !column.isMade();
        return DataTypes.createStructField(column.columnName(), type(column.type()), nullable);
    }

    /** The column with this name, which is text if the name is unknown. */
    public static StructField field(String columnName) {
        return OrderColumn.named(columnName)
                .map(OrderSchema::field)
                .orElseGet(() -> DataTypes.createStructField(columnName, DataTypes.StringType, true));
    }

    /** What files with these headers offer by default: their columns, then date, hour and size. */
    public static StructType offered(List<InputFile> files) {
        List<StructField> fields = new ArrayList<>();
        files.stream().flatMap(file -> file.header().names()).distinct().forEach(name -> fields.add(field(name)));
        OrderColumn.derived().forEach(column -> fields.add(field(column)));
        return new StructType(fields.toArray(StructField[]::new));
    }

    /**
     * Adds the columns that sums need.
     *
     * @param events with the columns of {@link #EVENTS}
     */
    public static Dataset<Row> measured(Dataset<Row> events) {
        Column quantity = col(OrderColumn.QUANTITY.columnName()).cast(DataTypes.LongType);
        Column square = quantity.multiply(quantity);
        Column side = col(OrderColumn.SIDE.columnName());
        return events.withColumn(
                        OrderColumn.BUY.columnName(),
                        when(side.equalTo(1), 1).otherwise(0).cast("tinyint"))
                .withColumn(
                        OrderColumn.SELL.columnName(),
                        when(side.equalTo(2), 1).otherwise(0).cast("tinyint"))
                .withColumn(OrderColumn.NOTIONAL.columnName(), quantity.multiply(col(OrderColumn.PRICE.columnName())))
                .withColumn(OrderColumn.QUANTITY_SQUARE_HIGH.columnName(), shiftright(square, 32))
                .withColumn(OrderColumn.QUANTITY_SQUARE_LOW.columnName(), square.bitwiseAND(0xFFFF_FFFFL))
                .select(Arrays.stream(MEASURED_EVENTS.fieldNames())
                        .map(functions::col)
                        .toArray(Column[]::new));
    }

    /** Spark's type for a type of ours. */
    public static DataType type(ColumnType type) {
        return switch (type) {
            case TINYINT -> DataTypes.ByteType;
            case SMALLINT -> DataTypes.ShortType;
            case INT -> DataTypes.IntegerType;
            case BIGINT -> DataTypes.LongType;
            case DATE -> DataTypes.DateType;
            case STRING -> DataTypes.StringType;
        };
    }
}
