package io.ordermatrix.orders;

import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.parquet.ParquetSource;
import io.ordermatrix.scan.FileColumn;
import io.ordermatrix.scan.OrderSlots;
import io.ordermatrix.scan.RowBatch;
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
public final class StoredOrderReader implements Closeable {
    private static final List<OrderColumn> COLUMNS = OrderLayout.COLUMNS.stream()
            .filter(column -> column != OrderColumn.TRADE_DATE)
            .toList();

    private final List<FileColumn> others;
    private final ParquetSource source;
    private final RowBatch batch;

    /**
     * Opens a file.
     *
     * @param others the optional columns to read, which the file must have
     */
    public StoredOrderReader(StoredFile file, List<FileColumn> others, Configuration hadoop) throws IOException {
        this.others = List.copyOf(others);
        batch = new RowBatch(others.size());
        Arrays.fill(batch.column(OrderSlots.of(OrderColumn.TRADE_DATE)), file.day());
        List<String> names = Stream.concat(
                        COLUMNS.stream().map(OrderColumn::columnName),
                        others.stream().map(FileColumn::name))
                .toList();
        source = new ParquetSource(new Path(file.name()), names, hadoop);
    }

    /**
     * Reads the next events into the batch.
     *
     * @return false if there are none
     */
    public boolean next() throws IOException {
        if (!source.next()) {
            return false;
        }
        batch.setSize(source.rows());
        for (int at = 0; at < COLUMNS.size(); at++) {
            source.numbers(at, batch.column(OrderSlots.of(COLUMNS.get(at))));
        }
        if (!others.isEmpty()) {
            readOthers();
        }
        return true;
    }

    private void readOthers() {
        batch.clearOthers();
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (int other = 0; other < others.size(); other++) {
            source.values(COLUMNS.size() + other, new OtherValues(other, text));
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
    public RowBatch batch() {
        return batch;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
