package io.ordermatrix.source;

import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.scan.FileColumn;
import io.ordermatrix.scan.OrderSlots;
import io.ordermatrix.scan.RowBatch;
import io.ordermatrix.scan.WantedColumns;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.execution.vectorized.OnHeapColumnVector;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Copies the columns of a query from batches into Spark's columns. */
final class EventColumns {
    private static final int NO_SLOT = -1;

    private final WritableColumnVector[] columns;
    /** The slot of each column, or {@link #NO_SLOT} for optional columns, which come in this order. */
    private final int[] slots;

    private final List<FileColumn> others;

    EventColumns(StructType schema) {
        columns = OnHeapColumnVector.allocateColumns(RowBatch.CAPACITY, schema);
        others = wanted(schema).others();
        slots = new int[columns.length];
        for (int at = 0; at < columns.length; at++) {
            slots[at] = slot(schema.fields()[at]).orElse(NO_SLOT);
        }
    }

    /** The columns to read for a schema. */
    static WantedColumns wanted(StructType schema) {
        BitSet slots = new BitSet();
        List<FileColumn> others = new ArrayList<>();
        for (StructField field : schema.fields()) {
            slot(field).ifPresentOrElse(slots::set, () -> others.add(FileColumn.named(name(field))));
        }
        return new WantedColumns(slots, others);
    }

    private static Optional<Integer> slot(StructField field) {
        return OrderColumn.named(name(field)).filter(OrderSlots::has).map(OrderSlots::of);
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

    /** Copies the rows of a batch. */
    void fill(RowBatch batch) {
        reset();
        int other = 0;
        for (int column = 0; column < columns.length; column++) {
            if (slots[column] == NO_SLOT) {
                putOther(columns[column], batch, other);
                other++;
            } else {
                put(column, batch.column(slots[column]), batch.size());
            }
        }
    }

    private void putOther(WritableColumnVector column, RowBatch batch, int other) {
        FileColumn known = others.get(other);
        long[] values = batch.other(other);
        for (int row = 0; row < batch.size(); row++) {
            if (batch.isNull(other, row)) {
                column.putNull(row);
            } else if (known.isText()) {
                column.putByteArray(row, batch.text(), (int) (values[row] >>> Integer.SIZE), (int) values[row]);
            } else {
                Columns.put(column, known.type(), row, values[row]);
            }
        }
    }

    /** Writes whole numbers into a column, given by its index. */
    void put(int column, long[] values, int count) {
        Columns.put(columns[column], values, count);
    }
}
