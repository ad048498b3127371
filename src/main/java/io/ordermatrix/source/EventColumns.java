package io.ordermatrix.source;

import io.ordermatrix.csv.Numbers;
import io.ordermatrix.csv.RowBlock;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.scan.OrderSlots;
import io.ordermatrix.scan.RowBatch;
import io.ordermatrix.scan.SplitReader;
import io.ordermatrix.spark.Columns;
import java.util.BitSet;
import java.util.Locale;
import org.apache.spark.sql.execution.vectorized.OnHeapColumnVector;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Copies the columns that a query wants from rows into Spark's columns. */
final class EventColumns {
    private static final int FROM_FILE = -1;

    private final StructType schema;
    private final WritableColumnVector[] columns;
    /** The slot of the value, or {@link #FROM_FILE} for a column that only the file has. */
    private final int[] slots;
    /** What is known of a column; null if nothing is, and it is text. */
    private final OrderColumn[] known;

    EventColumns(StructType schema) {
        this.schema = schema;
        columns = OnHeapColumnVector.allocateColumns(RowBatch.CAPACITY, schema);
        slots = new int[columns.length];
        known = new OrderColumn[columns.length];
        for (int at = 0; at < columns.length; at++) {
            known[at] = OrderColumn.named(name(schema.fields()[at])).orElse(null);
            slots[at] = known[at] != null && OrderSlots.has(known[at]) ? OrderSlots.of(known[at]) : FROM_FILE;
        }
    }

    /** The slots that a schema's columns are copied from. */
    static BitSet slots(StructType schema) {
        BitSet slots = new BitSet();
        for (StructField field : schema.fields()) {
            OrderColumn.named(name(field))
                    .filter(OrderSlots::has)
                    .ifPresent(column -> slots.set(OrderSlots.of(column)));
        }
        return slots;
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
    void fill(SplitReader reader) {
        reset();
        RowBatch batch = reader.batch();
        for (int column = 0; column < columns.length; column++) {
            if (slots[column] == FROM_FILE) {
                fillFromFile(column, reader);
            } else {
                put(column, batch.column(slots[column]), batch.size());
            }
        }
    }

    private void fillFromFile(int column, SplitReader reader) {
        int field = reader.file().header().find(name(schema.fields()[column])).orElse(-1);
        int[] blockRows = reader.batch().blockRows();
        for (int row = 0; row < reader.batch().size(); row++) {
            putFromFile(columns[column], known[column], row, field, reader.block(), blockRows[row]);
        }
    }

    /** Writes whole numbers into a column, given by its index. */
    void put(int column, long[] values, int count) {
        Columns.put(columns[column], values, count);
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
            Columns.put(column, known.type(), at, value);
        }
    }
}
