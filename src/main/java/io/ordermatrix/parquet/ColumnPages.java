package io.ordermatrix.parquet;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.statistics.geospatial.GeospatialStatistics;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * The pages of a column in one row group, from arrays of values. parquet-java encodes and compresses them; its own writer of
 * columns takes one value at a time through all steps, which costs twice as much as the encoding.
 *
 * <p>Each value is given by itself, and for each row it is said whether it has one.
 */
final class ColumnPages implements Closeable {
    private static final int PRESENT = 1;
    private static final int ABSENT = 0;

    private final ColumnDescriptor column;
    private final PageWriter pages;
    private final ValuesWriter values;
    /** Which rows have a value; null for a column without nulls. */
    private final RunLengthBitPackingHybridEncoder presence;

    private Statistics<?> statistics;
    private long textBytes;
    private int rows;
    private int nulls;

    ColumnPages(ColumnDescriptor column, PageWriter pages, ParquetProperties properties) {
        this.column = column;
        this.pages = pages;
        values = properties.newValuesWriter(column);
        presence = column.getMaxDefinitionLevel() == 0 ? null : properties.newDefinitionLevelEncoder(column);
        beginPage();
    }

    private void beginPage() {
        statistics = Statistics.createStats(column.getPrimitiveType());
        textBytes = 0;
        rows = 0;
        nulls = 0;
    }

    /** Adds rows that all have a value. */
    void addPresent(int count) throws IOException {
        rows += count;
        if (presence != null) {
            for (int row = 0; row < count; row++) {
                presence.writeInt(PRESENT);
            }
        }
    }

    /** Adds a row without a value. */
    void addNull() throws IOException {
        rows++;
        nulls++;
        presence.writeInt(ABSENT);
    }

    /** Adds numbers to a column of 64 bits. */
    void addLongs(long[] numbers, int from, int to) {
        if (from == to) {
            return;
        }
        long least = numbers[from];
        long most = least;
        for (int at = from; at < to; at++) {
            values.writeLong(numbers[at]);
            least = Math.min(least, numbers[at]);
            most = Math.max(most, numbers[at]);
        }
        statistics.updateStats(least);
        statistics.updateStats(most);
    }

    /** Adds numbers to a column of 32 bits. */
    void addInts(long[] numbers, int from, int to) {
        if (from == to) {
            return;
        }
        long least = numbers[from];
        long most = least;
        for (int at = from; at < to; at++) {
            values.writeInteger((int) numbers[at]);
            least = Math.min(least, numbers[at]);
            most = Math.max(most, numbers[at]);
        }
        statistics.updateStats((int) least);
        statistics.updateStats((int) most);
    }

    void add(boolean value) {
        values.writeBoolean(value);
        statistics.updateStats(value);
    }

    void add(double value) {
        values.writeDouble(value);
        statistics.updateStats(value);
    }

    /** Adds text, or a number as bytes. */
    void add(Binary value) {
        addAgain(value);
        statistics.updateStats(value);
    }

    /** Adds text that the page has already. */
    void addAgain(Binary value) {
        values.writeBytes(value);
        textBytes += value.length();
    }

    /** How many rows the page has. */
    int rows() {
        return rows;
    }

    /** The approximate size of the page before it is compressed. */
    long pageBytes() {
        return values.getBufferedSize();
    }

    /** The approximate size of all pages, all but the last of them compressed. */
    long bytes() {
        return pageBytes() + pages.getMemSize();
    }

    /** Ends the page, if it has any rows. */
    void endPage() throws IOException {
        if (rows == 0) {
            return;
        }
        statistics.incrementNumNulls(nulls);
        BytesInput data = values.getBytes();
        pages.writePageV2(
                rows,
                nulls,
                rows,
                BytesInput.empty(),
                presence == null ? BytesInput.empty() : presence.toBytes(),
                values.getEncoding(),
                data,
                statistics,
                sizes(),
                GeospatialStatistics.newBuilder(column.getPrimitiveType()).build());
        values.reset();
        if (presence != null) {
            presence.reset();
        }
        beginPage();
    }

    private SizeStatistics sizes() {
        boolean isText = column.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.BINARY;
        return new SizeStatistics(
                column.getPrimitiveType(), isText ? textBytes : 0, new ArrayList<>(), new ArrayList<>());
    }

    @Override
    public void close() {
        values.close();
        if (presence != null) {
            presence.close();
        }
    }
}
