package io.ordermatrix.output;

import io.ordermatrix.file.NewFile;
import io.ordermatrix.input.InputFile;
import io.ordermatrix.matrix.MatrixCell;
import io.ordermatrix.order.SecurityName;
import io.ordermatrix.output.InputRecord.Section;
import io.ordermatrix.scan.ChunkRecords;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
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

    private static final List<String> SECURITIES_HEADER = List.of("security_code", "security");

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

    /** Writes the names of securities, in their order. */
    public void securities(Stream<Integer> codes) throws IOException {
        csv(
                ResultFiles.SECURITIES,
                SECURITIES_HEADER,
                codes.distinct().sorted().map(code -> List.of(code, SecurityName.of(code))));
    }

    private static String field(Object value) {
        String text = value == null ? "" : value.toString();
        return SPECIAL.matcher(text).find() ? quoted(text) : text;
    }

    /**
     * Rejects that earlier results have.
     *
     * @param results the directory of these results
     * @param old the record of their file there
     * @param now the record of the same file now
     */
    public record EarlierRejects(Path results, InputRecord old, InputRecord now) {}

    /**
     * Writes every reject, if there are any, in the order of the files' names.
     *
     * @param files of the records
     * @param earlier the rejects of other files, in the order of their names
     * @return where the rejects of each file are, by its location
     */
    public Map<String, Section> rejects(ChunkRecords records, List<InputFile> files, List<EarlierRejects> earlier)
            throws IOException {
        Deque<EarlierRejects> left = new ArrayDeque<>(earlier);
        try (RejectFile file = new RejectFile(fileSystem, new Path(directory, ResultFiles.REJECTS))) {
            records.forEachReject(files, reject -> {
                copyBefore(reject.file().location(), left, file);
                file.add(reject.file(), reject.reject());
            });
            copyBefore(null, left, file);
            return file.sections();
        }
    }

    private static void copyBefore(String location, Deque<EarlierRejects> left, RejectFile file) throws IOException {
        while (!left.isEmpty()
                && (location == null || left.peek().now().location().compareTo(location) < 0)) {
            EarlierRejects next = left.poll();
            file.copy(new Path(next.results(), ResultFiles.REJECTS), next.old(), next.now());
        }
    }

    /** Writes the records of the input. */
    public void inputs(List<InputRecord> records) throws IOException {
        InputRecords.write(fileSystem, new Path(directory, ResultFiles.INPUTS), records);
    }

    /** A field of CSV in quotes. */
    static String quoted(String text) {
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
