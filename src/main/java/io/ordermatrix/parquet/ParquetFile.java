package io.ordermatrix.parquet;

import io.ordermatrix.file.WholeFile;
import io.ordermatrix.group.Groups;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.codec.ZstandardCodec;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * A Parquet file that is written some rows at a time, column by column, and has its name only once it is committed.
 * Pages have checksums, statistics and an index. The same rows, added in the same portions, give the same bytes.
 *
 * <p>Numbers are written as differences of neighbours, which are small in sorted rows; a dictionary would make files 15 % smaller
 * but take twice the time. Text is written without what it has in common with the row before. Only labels have a dictionary.
 */
public final class ParquetFile implements Closeable {
    private static final CompressionCodecName COMPRESSION = CompressionCodecName.ZSTD;
    /** The most rows of a row group, which is what readers skip or distribute among threads. */
    private static final int ROW_GROUP_ROWS = 1 << 20;
    /** Approximate compressed size of a row group, which stays in memory until it is complete. */
    private static final long ROW_GROUP_BYTES = 32L << 20;
    /** How many rows are added between two measurements of a row group's size. */
    private static final int MEASURED_ROWS = 1 << 16;

    private final WholeFile file;
    private final List<ParquetColumn> columns;
    private final MessageType schema;
    private final ParquetProperties properties;
    private final CodecFactory codecs;
    private final BytesInputCompressor compressor;
    private final ParquetFileWriter writer;
    private List<ColumnChunkPageWriteStore> pages = List.of();
    private List<ColumnPages> filled = List.of();
    private int rowGroupRows;
    private int measuredRows;

    /**
     * Begins a file.
     *
     * @param name the name of its schema
     */
    public ParquetFile(WholeFile file, String name, List<ParquetColumn> columns, Configuration hadoop)
            throws IOException {
        this.file = file;
        this.columns = List.copyOf(columns);
        schema = new MessageType(
                name,
                columns.stream().map(ParquetColumn::type).map(Type.class::cast).toList());
        properties = ParquetProperties.builder()
                .withWriterVersion(WriterVersion.PARQUET_2_0)
                .withDictionaryEncoding(false)
                .build();
        codecs = new CodecFactory(fastest(hadoop), properties.getPageSizeThreshold());
        compressor = codecs.getCompressor(COMPRESSION);
        writer = ParquetOutput.writer(file, schema);
        writer.start();
        beginRowGroup();
    }

    private static Configuration fastest(Configuration hadoop) {
        Configuration settings = new Configuration(hadoop);
        settings.setInt(ZstandardCodec.PARQUET_COMPRESS_ZSTD_LEVEL, 1);
        return settings;
    }

    private void beginRowGroup() {
        pages = new ArrayList<>();
        filled = new ArrayList<>();
        for (int at = 0; at < columns.size(); at++) {
            ColumnDescriptor column = schema.getColumns().get(at);
            ColumnChunkPageWriteStore store = store(columns.get(at));
            pages.add(store);
            filled.add(new ColumnPages(column, columns.get(at).labels(), store.getPageWriter(column), properties));
        }
        rowGroupRows = 0;
        measuredRows = 0;
    }

    /** The pages of one column, which alone decide whether they are compressed. */
    private ColumnChunkPageWriteStore store(ParquetColumn column) {
        return new ColumnChunkPageWriteStore(
                new WorthwhileCompression(compressor),
                new MessageType(schema.getName(), column.type()),
                properties.getAllocator(),
                properties.getColumnIndexTruncateLength(),
                properties.getPageWriteChecksumEnabled());
    }

    /** Adds rows. */
    public void add(Groups rows) throws IOException {
        int count = rows.to() - rows.from();
        if (rowGroupRows + count > ROW_GROUP_ROWS || isLarge()) {
            endRowGroup();
            beginRowGroup();
        }
        for (int at = 0; at < columns.size(); at++) {
            ColumnPages page = filled.get(at);
            columns.get(at).values().write(rows, page);
            if (page.rows() >= properties.getPageRowCountLimit()
                    || page.pageBytes() >= properties.getPageSizeThreshold()) {
                page.endPage();
            }
        }
        rowGroupRows += count;
    }

    private boolean isLarge() {
        if (rowGroupRows - measuredRows < MEASURED_ROWS) {
            return false;
        }
        measuredRows = rowGroupRows;
        return filled.stream().mapToLong(ColumnPages::bytes).sum() > ROW_GROUP_BYTES;
    }

    private void endRowGroup() throws IOException {
        if (rowGroupRows > 0) {
            writer.startBlock(rowGroupRows);
            for (ColumnPages column : filled) {
                column.end();
            }
            for (ColumnChunkPageWriteStore column : pages) {
                column.flushToFileWriter(writer);
            }
            writer.endBlock();
        }
        release();
    }

    private void release() {
        filled.forEach(ColumnPages::close);
        pages.forEach(ColumnChunkPageWriteStore::close);
    }

    /**
     * Ends the file and gives it its name.
     *
     * @param facts what its footer says about its rows, by name
     */
    public void commit(Map<String, String> facts) throws IOException {
        endRowGroup();
        writer.end(facts);
        file.commit();
    }

    @Override
    public void close() throws IOException {
        codecs.release();
        file.close();
    }
}
