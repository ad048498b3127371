package io.ordermatrix.source;

import io.ordermatrix.csv.Numbers;
import io.ordermatrix.csv.RowBlock;
import io.ordermatrix.order.OrderColumn;
import java.util.BitSet;
import java.util.Locale;
import org.apache.spark.sql.execution.vectorized.OnHeapColumnVector;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Copies the columns that a query wants from rows into Spark's columns. */
final class EventColumns {
    private static final int FROM_FILE = -1;

    private final StructType schema;
    private final WritableColumnVector[] columns;
    /** The place of the value, or {@link #FROM_FILE} for a column that only the file has. */
    private final int[] places;
    /** What is known of a column; null if nothing is, and it is text. */
    private final OrderColumn[] known;

    EventColumns(StructType schema) {
        this.schema = schema;
        columns = OnHeapColumnVector.allocateColumns(RowBatch.CAPACITY, schema);
        places = new int[columns.length];
        known = new OrderColumn[columns.length];
        for (int at = 0; at < columns.length; at++) {
            known[at] = OrderColumn.named(name(schema.fields()[at])).orElse(null);
            places[at] = known[at] != null && OrderValues.has(known[at]) ? OrderValues.place(known[at]) : FROM_FILE;
        }
    }

    /** The places of all values that a schema's columns read. */
    static BitSet places(StructType schema) {
        BitSet places = new BitSet();
        for (StructField field : schema.fields()) {
            OrderColumn.named(name(field))
                    .filter(OrderValues::has)
                    .ifPresent(column -> places.set(OrderValues.place(column)));
        }
        return places;
    }

    private static String name(StructField field) {
        return field.name().toLowerCase(Locale.ROOT);
    }

    WritableColumnVector[] columns() {
        return columns;
    }

    void reset() {
        for (WritableColumnVector column : columns) {
            column.reset();
        }
    }

    /** Copies the rows that a reader has kept last. */
    void fill(GroupReader reader) {
        reset();
        RowBatch batch = reader.batch();
        for (int column = 0; column < columns.length; column++) {
            if (places[column] == FROM_FILE) {
                fillFromFile(column, reader);
            } else {
                put(columns[column], batch.column(places[column]), batch.size());
            }
        }
    }

    private void fillFromFile(int column, GroupReader reader) {
        int field = reader.file().header().find(name(schema.fields()[column])).orElse(-1);
        int[] blockRows = reader.batch().blockRows();
        for (int row = 0; row < reader.batch().size(); row++) {
            putFromFile(columns[column], known[column], row, field, reader.block(), blockRows[row]);
        }
    }

    /** Writes whole numbers into a column of any width. */
    static void put(WritableColumnVector column, long[] values, int count) {
        var type = column.dataType();
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
            throw new IllegalArgumentException("No whole number goes into a column of " + type);
        }
    }

    private static void put(WritableColumnVector column, int at, long value) {
        var type = column.dataType();
        if (type instanceof LongType) {
            column.putLong(at, value);
        } else if (type instanceof IntegerType) {
            column.putInt(at, (int) value);
        } else if (type instanceof ShortType) {
            column.putShort(at, (short) value);
        } else {
            column.putByte(at, (byte) value);
        }
    }

    /** A value that can't be read is null here: only needed columns make a row a reject. */
    private static void putFromFile(
            WritableColumnVector column, OrderColumn known, int at, int field, RowBlock block, int row) {
        if (field < 0) {
            column.putNull(at);
            return;
        }
        int start = block.start(row, field);
        int end = block.end(row, field);
        byte[] bytes = block.bytes();
        if (known == null || !known.type().isInteger()) {
            column.putByteArray(at, bytes, start, end - start);
            return;
        }
        long limit = known.type().largest();
        long value = Numbers.integer(bytes, start, end, limit);
        boolean isNumber =
                value != Numbers.NONE || Numbers.integerOutcome(bytes, start, end, limit) == Numbers.Outcome.VALUE;
        if (!isNumber || (known.isQuote() && value == OrderColumn.NO_PRICE)) {
            column.putNull(at);
        } else {
            put(column, at, value);
        }
    }
}
