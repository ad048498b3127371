package io.ordermatrix.parquet;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.statistics.geospatial.GeospatialStatistics;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.plain.FixedLenByteArrayPlainValuesWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * The pages of a column in one row group, from arrays of values. parquet-java compresses and writes them; its own writer of columns
 * takes one value at a time through all steps.
 *
 * <p>Each value is given by itself, and for each row it is said whether it has one.
 */
final class ColumnPages implements Closeable {
    private static final int PRESENT = 1;
    private static final int ABSENT = 0;
    /** How many texts are remembered while some are added; a power of two. */
    private static final int SEEN_TEXTS = 64;

    private static final long NOWHERE = -1;

    private final ColumnDescriptor column;
    private final PageWriter pages;
    private final ValuesWriter values;
    /** The same if they come as longs; otherwise null. */
    private final LongValues longs;
    /** The same if the column has text; otherwise null. */
    private final DeltaTexts texts;
    /** Which rows have a value; null for a column without nulls. */
    private final HybridNumbers presence;

    /** Places of texts that the statistics have. */
    private final long[] seen = new long[SEEN_TEXTS];

    private Statistics<?> statistics;
    private long textBytes;
    private int rows;

    /**
     * @param labels of the column, by their numbers; empty if it has other values
     */
    ColumnPages(ColumnDescriptor column, List<String> labels, PageWriter pages, ParquetProperties properties) {
        this.column = column;
        this.pages = pages;
        PrimitiveTypeName type = column.getPrimitiveType().getPrimitiveTypeName();
        longs = switch (type) {
            case INT32 -> new DeltaNumbers(Integer.SIZE);
            case INT64 -> new DeltaNumbers(Long.SIZE);
            case BOOLEAN -> new Booleans();
            default -> labels.isEmpty() ? null : new LabelNumbers(labels);
        };
        texts = longs == null && type == PrimitiveTypeName.BINARY ? new DeltaTexts() : null;
        if (longs != null) {
            values = longs;
        } else if (texts != null) {
            values = texts;
        } else {
            values = type == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY
                    ? plain(column, properties)
                    : properties.newValuesWriter(column);
        }
        presence = column.getMaxDefinitionLevel() == 0 ? null : new HybridNumbers(1);
        beginPage();
    }

    /** Long numbers as they are, since not all readers know the encoding that parquet-java would choose. */
    private static ValuesWriter plain(ColumnDescriptor column, ParquetProperties properties) {
        return new FixedLenByteArrayPlainValuesWriter(
                column.getPrimitiveType().getTypeLength(),
                properties.getInitialSlabSize(),
                properties.getPageSizeThreshold(),
                properties.getAllocator());
    }

    private void beginPage() {
        statistics = Statistics.createStats(column.getPrimitiveType());
        textBytes = 0;
        rows = 0;
    }

    /** Adds rows that all have a value. */
    void addPresent(int count) {
        rows += count;
        if (presence != null) {
            presence.add(PRESENT, count);
        }
    }

    /** Adds a row without a value. */
    void addNull() {
        rows++;
        presence.add(ABSENT, 1);
    }

    /**
     * Adds rows that may have a value.
     *
     * @param nulls for each row, a long with a bit that is set if it has none
     * @param bit the number of this bit
     */
    void addOptional(long[] nulls, int bit, int from, int to) {
        rows += to - from;
        presence.addUnset(nulls, bit, from, to);
    }

    /** Adds whole numbers, numbers of labels, or booleans. */
    void add(long[] added, int from, int to) {
        longs.add(added, from, to);
    }

    /**
     * Adds texts.
     *
     * @param text contains them
     * @param positions where each is: its start in the upper half, its length in the lower half
     */
    void add(byte[] text, long[] positions, int count) {
        texts.add(text, positions, count);
        Arrays.fill(seen, NOWHERE);
        for (int at = 0; at < count; at++) {
            textBytes += (int) positions[at];
            // Most texts are labels, of which there are few, each at one place.
            int slot = DeltaTexts.start(positions[at]) & (seen.length - 1);
            if (seen[slot] != positions[at]) {
                seen[slot] = positions[at];
                int start = DeltaTexts.start(positions[at]);
                statistics.updateStats(
                        Binary.fromConstantByteArray(Arrays.copyOfRange(text, start, start + (int) positions[at])));
            }
        }
    }

    void add(double value) {
        values.writeDouble(value);
        statistics.updateStats(value);
    }

    /** Adds a number as bytes. */
    void add(Binary value) {
        values.writeBytes(value);
        statistics.updateStats(value);
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
        int nulls = presence == null ? 0 : presence.occurrences()[ABSENT];
        statistics.incrementNumNulls(nulls);
        if (longs != null) {
            longs.describe(statistics);
            textBytes = longs.textBytes();
        }
        BytesInput data = values.getBytes();
        pages.writePageV2(
                rows,
                nulls,
                rows,
                BytesInput.empty(),
                presence == null ? BytesInput.empty() : BytesInput.from(presence.encode()),
                values.getEncoding(),
                data,
                statistics,
                sizes(),
                GeospatialStatistics.newBuilder(column.getPrimitiveType()).build());
        values.reset();
        if (presence != null) {
            presence.clear();
        }
        beginPage();
    }

    /** Ends the last page and the column. */
    void end() throws IOException {
        endPage();
        DictionaryPage dictionary = values.toDictPageAndClose();
        if (dictionary != null) {
            pages.writeDictionaryPage(dictionary);
        }
    }

    private SizeStatistics sizes() {
        return new SizeStatistics(column.getPrimitiveType(), textBytes, new ArrayList<>(), new ArrayList<>());
    }

    @Override
    public void close() {
        values.close();
    }
}
