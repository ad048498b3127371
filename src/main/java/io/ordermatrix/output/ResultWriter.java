package io.ordermatrix.output;

import io.ordermatrix.file.NewFile;
import io.ordermatrix.input.InputFile;
import io.ordermatrix.matrix.MatrixCell;
import io.ordermatrix.scan.ChunkRecords;
import io.ordermatrix.scan.Reject;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Writes results into a directory, in formats that pandas, DuckDB and notebooks can open. */
public final class ResultWriter {
    private static final Pattern SPECIAL = Pattern.compile("[\",\r\n]");
    private static final List<String> MATRIX_HEADER =
            List.of("security_code", "trade_date", "status", "events", "error");
    private static final String REJECT_HEADER = "file,byte_offset,line,reason,raw\n";

    private final Path directory;
    private final FileSystem fileSystem;

    public ResultWriter(Path directory, Configuration hadoop) throws IOException {
        this.directory = directory;
        fileSystem = directory.getFileSystem(hadoop);
    }

    /**
     * Writes a table as CSV according to RFC 4180.
     *
     * @param rows the values of each row; null for an empty field
     */
    public void csv(String fileName, List<String> header, Stream<? extends List<?>> rows) throws IOException {
        try (Writer writer = open(fileName)) {
            writer.write(String.join(",", header) + "\n");
            for (Iterator<? extends List<?>> left = rows.iterator(); left.hasNext(); ) {
                writer.write(left.next().stream().map(ResultWriter::field).collect(Collectors.joining(",")) + "\n");
            }
        }
    }

    /** Writes the cells of a matrix. */
    public void matrix(List<MatrixCell> cells) throws IOException {
        csv(
                ResultFiles.MATRIX,
                MATRIX_HEADER,
                cells.stream()
                        .map(cell -> Arrays.asList(
                                cell.cell().security(),
                                cell.cell().date(),
                                cell.status(),
                                cell.events(),
                                cell.error().orElse(null))));
    }

    private static String field(Object value) {
        String text = value == null ? "" : value.toString();
        return SPECIAL.matcher(text).find() ? quoted(text) : text;
    }

    /** Writes every reject, if there are any. */
    public void rejects(ChunkRecords records, List<InputFile> files) throws IOException {
        if (records.accounting().rejectedRows() == 0) {
            return;
        }
        try (Writer writer = open(ResultFiles.REJECTS)) {
            writer.write(REJECT_HEADER);
            records.forEachReject(files, reject -> writer.write(line(reject.file(), reject.reject())));
        }
    }

    private static String line(InputFile file, Reject reject) {
        return "%s,%d,%d,%s,%s\n"
                .formatted(
                        quoted(file.displayName()),
                        reject.byteOffset(),
                        reject.line(),
                        reject.reason(),
                        quoted(reject.raw()));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    /** Writes a text file. */
    public void text(String fileName, String text) throws IOException {
        try (Writer writer = open(fileName)) {
            writer.write(text);
        }
    }

    private Writer open(String fileName) throws IOException {
        return new BufferedWriter(new OutputStreamWriter(
                NewFile.create(fileSystem, new Path(directory, fileName)), StandardCharsets.UTF_8));
    }
}
