package io.ordermatrix.source;

import io.ordermatrix.order.ColumnType;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;

/** Writes whole numbers into Spark's columns, whatever their width. */
final class Columns {
    private Columns() {}

    /** Writes one number. */
    static void put(WritableColumnVector column, ColumnType type, int row, long value) {
        switch (type) {
            case BIGINT -> column.putLong(row, value);
            case INT, DATE -> column.putInt(row, (int) value);
            case SMALLINT -> column.putShort(row, (short) value);
            case TINYINT -> column.putByte(row, (byte) value);
            case STRING -> throw new IllegalArgumentException("text is not a whole number");
        }
    }

    /** Writes numbers, starting at the first row. */
    static void put(WritableColumnVector column, long[] values, int count) {
        DataType type = column.dataType();
        if (type instanceof LongType) {
            column.putLongs(0, count, values, 0);
        } else if (type instanceof IntegerType || type instanceof DateType) {
            for (int row = 0; row < count; row++) {
                column.putInt(row, (int) values[row]);
            }
        } else if (type instanceof ShortType) {
            for (int row = 0; row < count; row++) {
                column.putShort(row, (short) values[row]);
            }
        } else if (type instanceof ByteType) {
            for (int row = 0; row < count; row++) {
                column.putByte(row, (byte) values[row]);
            }
        } else {
            throw new IllegalArgumentException("can't write whole numbers into a column of " + type);
        }
    }
}
