package io.ordermatrix.parquet;

import io.ordermatrix.file.WholeFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetFileWriter.Mode;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.schema.MessageType;

/** A {@link WholeFile} as parquet-java sees it. */
record ParquetOutput(WholeFile file) implements OutputFile {
    /** The writer of everything in a file except its pages. */
    static ParquetFileWriter writer(WholeFile file, MessageType schema) throws IOException {
        return new ParquetFileWriter(
                new ParquetOutput(file),
                schema,
                Mode.OVERWRITE,
                ParquetWriter.DEFAULT_BLOCK_SIZE,
                0,
                ParquetProperties.DEFAULT_COLUMN_INDEX_TRUNCATE_LENGTH,
                ParquetProperties.DEFAULT_STATISTICS_TRUNCATE_LENGTH,
                ParquetProperties.DEFAULT_PAGE_WRITE_CHECKSUM_ENABLED);
    }

    @Override
    public PositionOutputStream create(long blockSizeHint) throws IOException {
        return new Counted(file.out());
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) throws IOException {
        return create(blockSizeHint);
    }

    @Override
    public boolean supportsBlockSize() {
        return false;
    }

    @Override
    public long defaultBlockSize() {
        return 0;
    }

    /** Counts the bytes written to it. */
    private static final class Counted extends PositionOutputStream {
        private static final int BUFFER_BYTES = 1 << 16;

        private final OutputStream out;
        private long position;

        Counted(OutputStream out) {
            this.out = new BufferedOutputStream(out, BUFFER_BYTES);
        }

        @Override
        public long getPos() {
            return position;
        }

        @Override
        public void write(int value) throws IOException {
            out.write(value);
            position++;
        }

        @Override
        public void write(byte[] bytes, int start, int length) throws IOException {
            out.write(bytes, start, length);
            position += length;
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        /** Leaves the file open; its owner commits it. */
        @Override
        public void close() throws IOException {
            out.flush();
        }
    }
}
