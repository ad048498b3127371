package io.ordermatrix.output;

import com.fasterxml.jackson.databind.MappingIterator;
import io.ordermatrix.file.Json;
import io.ordermatrix.file.NewFile;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The file with the records of all inputs, in their order: compressed lines of JSON, since there can be a million. */
public final class InputRecords {
    private InputRecords() {}

    static void write(FileSystem fileSystem, Path file, List<InputRecord> records) throws IOException {
        try (Writer writer = new BufferedWriter(new OutputStreamWriter(
                new GZIPOutputStream(NewFile.create(fileSystem, file)), StandardCharsets.UTF_8))) {
            for (InputRecord record : records) {
                writer.write(Json.COMPACT.writeValueAsString(InputLine.of(record)));
                writer.write('\n');
            }
        }
    }

    /** Reads the records in an output directory. */
    public static List<InputRecord> read(Path results, Configuration hadoop) throws IOException {
        Path file = new Path(results, ResultFiles.INPUTS);
        try (InputStream in = new GZIPInputStream(file.getFileSystem(hadoop).open(file));
                MappingIterator<InputLine> lines =
                        Json.COMPACT.readerFor(InputLine.class).readValues(in)) {
            List<InputRecord> records = new ArrayList<>();
            while (lines.hasNextValue()) {
                records.add(lines.nextValue().record());
            }
            return records;
        }
    }
}
