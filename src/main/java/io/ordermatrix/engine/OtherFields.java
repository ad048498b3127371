package io.ordermatrix.engine;

import io.ordermatrix.input.Header;
import io.ordermatrix.scan.FileColumn;
import io.ordermatrix.scan.FileColumns;
import io.ordermatrix.scan.RowBatch;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import org.apache.spark.sql.Row;

/** Puts the optional fields into a batch, row by row. */
final class OtherFields {
    private final List<FileColumn> columns;
    private final Header header;
    private final int[] fields;
    private final RowBatch batch;
    private final FileColumns numbers;
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();

    OtherFields(List<FileColumn> columns, Header header, RowBatch batch) {
        this.columns = columns;
        this.batch = batch;
        this.header = header;
        fields = columns.stream()
                .mapToInt(column -> header.find(column.name()).orElse(-1))
                .toArray();
        numbers = new FileColumns(columns);
    }

    /** Must be called before the first row of a batch. */
    void begin() {
        text.reset();
        batch.clearOthers();
    }

    void put(int row, Row line) {
        for (int at = 0; at < fields.length; at++) {
            OptionalLong constant = header.constant(columns.get(at).name());
            if (constant.isPresent()) {
                batch.other(at)[row] = constant.getAsLong();
            } else if (fields[at] < 0) {
                batch.putNull(at, row);
            } else {
                put(at, row, line.isNullAt(fields[at]) ? "" : line.getString(fields[at]));
            }
        }
    }

    private void put(int column, int row, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        if (columns.get(column).isText()) {
            batch.putText(column, row, text.size(), bytes.length);
            text.writeBytes(bytes);
        } else {
            numbers.putNumber(batch, column, row, bytes, 0, bytes.length);
        }
    }

    /** Must be called after the last row of a batch. */
    void end() {
        batch.setText(text.toByteArray());
    }
}
