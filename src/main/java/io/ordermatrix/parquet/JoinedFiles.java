package io.ordermatrix.parquet;

import io.ordermatrix.file.WholeFile;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.schema.MessageType;

/**
 * Joins several Parquet files with the same columns into one. Row groups are copied as they are, including their
 * indexes.
 */
public final class JoinedFiles {
    private JoinedFiles() {}

    /**
     * Writes the rows of all parts, one part after the other.
     *
     * @param parts at least one
     */
    public static void write(List<Path> parts, WholeFile file, Configuration hadoop) throws IOException {
        ParquetFileWriter writer = null;
        for (Path part : parts) {
            try (ParquetFileReader reader = ParquetFileReader.open(HadoopInputFile.fromPath(part, hadoop))) {
                MessageType schema = reader.getFileMetaData().getSchema();
                if (writer == null) {
                    writer = ParquetOutput.writer(file, schema);
                    writer.start();
                }
                append(reader, schema, part, writer, hadoop);
            }
        }
        writer.end(Map.of());
        file.commit();
    }

    private static void append(
            ParquetFileReader reader, MessageType schema, Path part, ParquetFileWriter writer, Configuration hadoop)
            throws IOException {
        FileSystem fileSystem = part.getFileSystem(hadoop);
        try (SeekableInputStream bytes =
                HadoopInputFile.fromPath(fileSystem.makeQualified(part), hadoop).newStream()) {
            for (BlockMetaData group : reader.getRowGroups()) {
                writer.startBlock(group.getRowCount());
                for (int at = 0; at < group.getColumns().size(); at++) {
                    ColumnChunkMetaData chunk = group.getColumns().get(at);
                    ColumnDescriptor column = schema.getColumns().get(at);
                    writer.appendColumnChunk(
                            column, bytes, chunk, null, reader.readColumnIndex(chunk), reader.readOffsetIndex(chunk));
                }
                writer.endBlock();
            }
        }
    }
}
