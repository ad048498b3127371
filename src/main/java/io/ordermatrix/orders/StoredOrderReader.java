package io.ordermatrix.orders;

import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.parquet.ParquetSource;
import io.ordermatrix.parquet.ParquetSource.ByteRange;
import io.ordermatrix.scan.FileColumn;
import io.ordermatrix.scan.OrderSlots;
import io.ordermatrix.scan.RowBatch;
import io.ordermatrix.scan.WantedColumns;
import io.ordermatrix.table.StoredFile;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Reads the events in a file that has been written before, with their derived columns. */
final class StoredOrderReader implements Closeable {
    private final List<OrderColumn> columns;
    private final List<FileColumn> others;
    private final ParquetSource source;
    private final RowBatch batch;

    /**
     * Opens a part of a file.
     *
     * @param range the bytes that have the middle of the row groups to read
     * @param wanted the columns to read; computed ones are not in the file, but its optional ones must be
     */
    StoredOrderReader(StoredFile file, ByteRange range, WantedColumns wanted, Configuration hadoop) throws IOException {
        columns = OrderLayout.COLUMNS.stream()
                .filter(column -> column != OrderColumn.TRADE_DATE)
                .filter(column -> wanted.slots().get(OrderSlots.of(column)))
                .toList();
        others = wanted.others();
        batch = new RowBatch(others.size());
        Arrays.fill(batch.column(OrderSlots.of(OrderColumn.TRADE_DATE)), file.day());
        List<String> names = Stream.concat(
                        columns.stream().map(OrderColumn::columnName),
                        others.stream().map(FileColumn::name))
                .toList();
        source = new ParquetSource(new Path(file.name()), names, range, hadoop);
    }

    /**
     * Reads the next events into the batch.
     *
     * @return false if there are none
     */
    boolean next() throws IOException {
        if (!source.next()) {
            return false;
        }
        batch.setSize(source.rows());
        for (int at = 0; at < columns.size(); at++) {
            source.numbers(at, batch.column(OrderSlots.of(columns.get(at))));
        }
        if (!others.isEmpty()) {
            readOthers();
        }
        return true;
    }

    private void readOthers() throws IOException {
        batch.clearOthers();
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (int other = 0; other < others.size(); other++) {
            source.values(columns.size() + other, new OtherValues(other, text));
        }
        batch.setText(text.toByteArray());
    }

    private final class OtherValues implements ParquetSource.Values {
        private final int other;
        private final ByteArrayOutputStream text;

        OtherValues(int other, ByteArrayOutputStream text) {
            this.other = other;
            this.text = text;
        }

        @Override
        public void putNull(int row) {
            batch.putNull(other, row);
        }

        @Override
        public void putNumber(int row, long value) {
            batch.other(other)[row] = value;
        }

        @Override
        public void putText(int row, byte[] utf8) {
            batch.putText(other, row, text.size(), utf8.length);
            text.writeBytes(utf8);
        }
    }

    /** The events that were read last. */
    RowBatch batch() {
        return batch;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
