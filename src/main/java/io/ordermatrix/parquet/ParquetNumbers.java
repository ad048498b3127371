package io.ordermatrix.parquet;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Reads columns of whole numbers without nulls, some rows at a time. */
public final class ParquetNumbers {
    private static final int MOST_ROWS = 1024;

    private ParquetNumbers() {}

    /** Receives rows. */
    public interface Rows {
        /**
         * Receives some rows, which are valid only during the call.
         *
         * @param columns one array for each column that is read, with one entry per row
         */
        void take(long[][] columns, int rows);
    }

    /** Passes on all rows of a file, in order. */
    public static void read(Path file, List<String> columns, Configuration hadoop, Rows rows) throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(HadoopInputFile.fromPath(file, hadoop))) {
            MessageType schema = reader.getFileMetaData().getSchema();
            MessageType wanted = new MessageType(
                    schema.getName(), columns.stream().map(schema::getType).toList());
            reader.setRequestedSchema(wanted);
            String writer = reader.getFileMetaData().getCreatedBy();
            for (PageReadStore group = reader.readNextRowGroup(); group != null; group = reader.readNextRowGroup()) {
                read(
                        new ColumnReadStoreImpl(group, new NoRecords(), wanted, writer),
                        wanted,
                        group.getRowCount(),
                        rows);
            }
        }
    }

    private static void read(ColumnReadStoreImpl store, MessageType schema, long count, Rows rows) {
        int width = schema.getFieldCount();
        ColumnReader[] readers = new ColumnReader[width];
        for (int at = 0; at < width; at++) {
            readers[at] = store.getColumnReader(schema.getColumns().get(at));
        }
        long[][] values = new long[width][MOST_ROWS];
        for (long done = 0; done < count; done += MOST_ROWS) {
            int batch = (int) Math.min(MOST_ROWS, count - done);
            for (int at = 0; at < width; at++) {
                read(readers[at], values[at], batch);
            }
            rows.take(values, batch);
        }
    }

    private static void read(ColumnReader reader, long[] values, int count) {
        boolean isLong = reader.getDescriptor().getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.INT64;
        for (int row = 0; row < count; row++) {
            values[row] = isLong ? reader.getLong() : reader.getInteger();
            reader.consume();
        }
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
