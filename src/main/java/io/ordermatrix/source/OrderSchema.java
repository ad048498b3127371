package io.ordermatrix.source;

import io.ordermatrix.order.ColumnType;
import io.ordermatrix.order.OrderColumn;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Order columns as Spark sees them. */
public final class OrderSchema {
    /** What a run reads: the needed columns, then the derived ones. */
    public static final StructType EVENTS =
            new StructType(Stream.concat(OrderColumn.needed().stream(), OrderColumn.derived().stream())
                    .map(OrderSchema::field)
                    .toArray(StructField[]::new));

    private OrderSchema() {}

    private static StructField field(OrderColumn column) {
        return DataTypes.createStructField(column.columnName(), type(column.type()), false);
    }

    private static DataType type(ColumnType type) {
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
