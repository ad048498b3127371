package io.ordermatrix.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ValuesType;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * The values of a column without nulls in a row group, straight from its pages. Parquet's own reader of columns asks of every
 * value whether it is null or repeated.
 */
final class PageValues {
    private final ColumnDescriptor column;
    private final PageReader pages;
    private final DeltaReader deltas = new DeltaReader();
    private Encoding encoding;
    /** Reads a page of something else than differences; null for one of these. */
    private ValuesReader values;

    /** The values of the page that have not been read. */
    private int left;

    /**
     * @param column a required column
     */
    PageValues(ColumnDescriptor column, PageReader pages) {
        this.column = column;
        this.pages = pages;
    }

    /** Whether the pages can be read: those of a {@link ParquetFile} are. */
    static boolean canRead(ColumnDescriptor column) {
        return column.getMaxDefinitionLevel() == 0 && column.getMaxRepetitionLevel() == 0;
    }

    /** Reads whole numbers. */
    void numbers(long[] numbers, int count) throws IOException {
        boolean isLong = column.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.INT64;
        int at = 0;
        while (at < count) {
            int end = at + takeFromPage(count - at);
            if (values != null) {
                throw new IOException("The column %s has numbers in the encoding %s, expected DELTA_BINARY_PACKED"
                        .formatted(column.getPath()[0], encoding));
            }
            deltas.read(numbers, at, end, isLong);
            at = end;
        }
    }

    /** Reads the upper and the lower 64 bits of numbers of 16 bytes. */
    void decimals(long[] upper, long[] lower, int count) throws IOException {
        int at = 0;
        while (at < count) {
            int end = at + takeFromPage(count - at);
            while (at < end) {
                ByteBuffer bytes = values.readBytes().toByteBuffer();
                upper[at] = bytes.getLong(bytes.position());
                lower[at] = bytes.getLong(bytes.position() + Long.BYTES);
                at++;
            }
        }
    }

    /** The number of values, at most this many, that can be read from the page. */
    private int takeFromPage(int most) throws IOException {
        while (left == 0) {
            DataPage page = pages.readPage();
            if (!(page instanceof DataPageV2 second)) {
                throw new IOException("The column %s has fewer values than rows, or pages of another kind than 2"
                        .formatted(column.getPath()[0]));
            }
            left = second.getValueCount();
            encoding = second.getDataEncoding();
            if (encoding == Encoding.DELTA_BINARY_PACKED) {
                values = null;
                deltas.begin(second.getData());
            } else {
                values = encoding.getValuesReader(column, ValuesType.VALUES);
                values.initFromPage(left, second.getData().toInputStream());
            }
        }
        int taken = Math.min(most, left);
        left -= taken;
        return taken;
    }
}
