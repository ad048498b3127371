package io.ordermatrix.parquet;

import io.ordermatrix.input.UnreadableInputException;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.InvalidRecordException;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * Reads columns of a {@link ParquetFile}, some rows at a time, in order, and checks its pages. Each method throws an {@link
 * UnreadableInputException} if the file is damaged.
 */
public final class ParquetSource implements Closeable {
    /** The most rows at a time. */
    public static final int MOST_ROWS = 1024;

    /** A range of bytes of a file, without its end. */
    public record ByteRange(long start, long end) implements Serializable {
        public static final ByteRange WHOLE_FILE = new ByteRange(0, Long.MAX_VALUE);
    }

    private final Path file;
    private final ParquetFileReader reader;
    private final MessageType schema;
    private final ColumnReader[] columns;
    /** For columns without nulls, in place of the others. */
    private final PageValues[] pages;

    private long leftInGroup;
    private int rows;

    /** Receives the values of a nullable column. */
    public interface Values {
        void putNull(int row);

        void putNumber(int row, long value);

        void putText(int row, byte[] utf8);
    }

    /**
     * Opens a file.
     *
     * @param names the columns to read, which are numbered in this order
     */
    public ParquetSource(Path file, List<String> names, Configuration hadoop) throws IOException {
        this(file, names, ByteRange.WHOLE_FILE, hadoop);
    }

    /** Opens the row groups whose middle is in a range of bytes. */
    public ParquetSource(Path file, List<String> names, ByteRange range, Configuration hadoop) throws IOException {
        this.file = file;
        reader = open(file, range, hadoop);
        MessageType all = reader.getFileMetaData().getSchema();
        try {
            schema = new MessageType(
                    all.getName(), names.stream().map(all::getType).toList());
        } catch (InvalidRecordException missing) {
            reader.close();
            throw new UnreadableInputException(file, missing);
        }
        reader.setRequestedSchema(schema);
        columns = new ColumnReader[names.size()];
        pages = new PageValues[names.size()];
    }

    private static ParquetFileReader open(Path file, ByteRange range, Configuration hadoop) throws IOException {
        ParquetReadOptions options = HadoopReadOptions.builder(hadoop, file)
                .withRange(range.start(), range.end())
                .usePageChecksumVerification()
                .build();
        try {
            return ParquetFileReader.open(HadoopInputFile.fromPath(file, hadoop), options);
        } catch (FileNotFoundException missing) {
            // Without a cause, since it is the innermost one that the user sees.
            throw new FileNotFoundException(
                    "%s is missing, though it is listed; expected: the file as it was written".formatted(file));
        } catch (IOException | RuntimeException failure) {
            throw new UnreadableInputException(file, failure);
        }
    }

    /** The number of rows of a file. */
    public static long rows(Path file, Configuration hadoop) throws IOException {
        try (ParquetFileReader footer = open(file, ByteRange.WHOLE_FILE, hadoop)) {
            return footer.getRecordCount();
        }
    }

    /** What the footer of a file says under a name; empty if it says nothing. */
    public static Optional<String> fact(Path file, String name, Configuration hadoop) throws IOException {
        try (ParquetFileReader footer = open(file, ByteRange.WHOLE_FILE, hadoop)) {
            return Optional.ofNullable(
                    footer.getFileMetaData().getKeyValueMetaData().get(name));
        }
    }

    /**
     * Moves to the next rows. Every column must have been read before.
     *
     * @return false if there are none
     */
    public boolean next() throws IOException {
        while (leftInGroup == 0) {
            PageReadStore group = readNextGroup();
            if (group == null) {
                return false;
            }
            leftInGroup = group.getRowCount();
            String writer = reader.getFileMetaData().getCreatedBy();
            ColumnReadStoreImpl store = new ColumnReadStoreImpl(group, new NoRecords(), schema, writer);
            for (int at = 0; at < columns.length; at++) {
                ColumnDescriptor column = schema.getColumns().get(at);
                if (PageValues.canRead(column)) {
                    pages[at] = new PageValues(column, group.getPageReader(column));
                } else {
                    columns[at] = store.getColumnReader(column);
                }
            }
        }
        rows = (int) Math.min(MOST_ROWS, leftInGroup);
        leftInGroup -= rows;
        return true;
    }

    private PageReadStore readNextGroup() throws IOException {
        try {
            return reader.readNextRowGroup();
        } catch (IOException | RuntimeException failure) {
            throw new UnreadableInputException(file, failure);
        }
    }

    /** The number of rows that {@link #next} has moved to. */
    public int rows() {
        return rows;
    }

    /** Reads a column of whole numbers without nulls. */
    public void numbers(int column, long[] values) throws IOException {
        try {
            if (pages[column] != null) {
                pages[column].numbers(values, rows);
            } else {
                read(columns[column], new Numbers(values));
            }
        } catch (IOException | RuntimeException failure) {
            throw new UnreadableInputException(file, failure);
        }
    }

    /** Puts numbers into an array; the column could have nulls, but has none. */
    private static final class Numbers implements Values {
        private final long[] values;

        Numbers(long[] values) {
            this.values = values;
        }

        @Override
        public void putNull(int row) {
            throw new IllegalStateException("found null, expected a number");
        }

        @Override
        public void putNumber(int row, long value) {
            values[row] = value;
        }

        @Override
        public void putText(int row, byte[] utf8) {
            throw new IllegalStateException("found text, expected a number");
        }
    }

    /** Reads a column of {@link ParquetColumn#ofDecimals}: the upper and the lower 64 bits of each number. */
    public void decimals(int column, long[] upper, long[] lower) throws IOException {
        try {
            pages[column].decimals(upper, lower, rows);
        } catch (IOException | RuntimeException failure) {
            throw new UnreadableInputException(file, failure);
        }
    }

    /** Reads a nullable column of whole numbers or text. */
    public void values(int column, Values values) throws IOException {
        try {
            read(columns[column], values);
        } catch (RuntimeException failure) {
            throw new UnreadableInputException(file, failure);
        }
    }

    private void read(ColumnReader any, Values values) {
        PrimitiveTypeName type = any.getDescriptor().getPrimitiveType().getPrimitiveTypeName();
        int present = any.getDescriptor().getMaxDefinitionLevel();
        for (int row = 0; row < rows; row++) {
            if (any.getCurrentDefinitionLevel() < present) {
                values.putNull(row);
            } else {
                switch (type) {
                    case BINARY -> values.putText(row, any.getBinary().getBytes());
                    case INT64 -> values.putNumber(row, any.getLong());
                    default -> values.putNumber(row, any.getInteger());
                }
            }
            any.consume();
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    /** Values are read column by column and never assembled into records. */
    private static final class NoRecords extends GroupConverter {
        @Override
        public Converter getConverter(int field) {
            return new PrimitiveConverter() {};
        }

        @Override
        public void start() {}

        @Override
        public void end() {}
    }
}
