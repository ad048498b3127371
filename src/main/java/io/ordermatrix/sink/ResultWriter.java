package io.ordermatrix.sink;

import static org.apache.spark.sql.functions.col;

import io.ordermatrix.aggregate.Measures;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.source.ChunkRecords;
import io.ordermatrix.source.InputFile;
import io.ordermatrix.source.OrderSchema;
import io.ordermatrix.source.Reject;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** Writes results into a directory, in the forms that pandas, DuckDB and notebooks open. */
public final class ResultWriter {
    private static final String TRADE_DATE = OrderColumn.TRADE_DATE.columnName();
    private static final String REJECT_HEADER = "file,byte_offset,line,reason,raw\n";

    private final Path directory;
    private final FileSystem fileSystem;
    private final SparkSession spark;

    public ResultWriter(Path directory, SparkSession spark, Configuration hadoop) throws IOException {
        this.directory = directory;
        this.spark = spark;
        fileSystem = directory.getFileSystem(hadoop);
    }

    /**
     * Writes the selected events, a cell in one task, and hands over what was written, so that nothing is scanned twice.
     */
    public Dataset<Row> orders(Dataset<Row> events) {
        String security = OrderColumn.SECURITY_CODE.columnName();
        Dataset<Row> byCell = events.select(columns(OrderSchema.EVENTS.fieldNames()))
                .repartition(col(security), col(TRADE_DATE))
                .sortWithinPartitions(
                        TRADE_DATE, security, OrderColumn.TIMESTAMP.columnName(), OrderColumn.ORDER_ID.columnName());
        return partitioned(byCell, ResultFiles.ORDERS, Map.of());
    }

    private static Column[] columns(String[] names) {
        return Arrays.stream(names).map(functions::col).toArray(Column[]::new);
    }

    /** Writes the cube, a date in one file, sorted by its keys, and hands over what was written. */
    public Dataset<Row> cube(Dataset<Row> cube, List<String> keys) {
        Dataset<Row> byDate = cube.repartition(col(TRADE_DATE))
                .sortWithinPartitions(
                        TRADE_DATE,
                        keys.stream().filter(key -> !key.equals(TRADE_DATE)).toArray(String[]::new));
        // Sums and means are different in every row: a dictionary of them is work for nothing.
        Map<String, String> options = Measures.NAMES.stream()
                .collect(Collectors.toMap(name -> "parquet.enable.dictionary#" + name, name -> "false"));
        return partitioned(byDate, ResultFiles.CUBE, options);
    }

    private Dataset<Row> partitioned(Dataset<Row> rows, String name, Map<String, String> options) {
        String path = new Path(directory, name).toString();
        withoutMarker(rows).options(options).partitionBy(TRADE_DATE).parquet(path);
        return spark.read().schema(rows.schema()).parquet(path);
    }

    /** Writes one CSV file of rows that lie in one part, in their order, and hands over what was written. */
    public Dataset<Row> csv(String fileName, Dataset<Row> rows) throws IOException {
        Path file = new Path(directory, fileName);
        Path parts = new Path(directory, "_" + fileName);
        withoutMarker(rows).option("header", true).option("escape", "\"").csv(parts.toString());
        FileStatus[] files = fileSystem.listStatus(parts);
        if (files.length != 1) {
            throw new IllegalStateException("%s came in %d files".formatted(fileName, files.length));
        }
        if (!fileSystem.rename(files[0].getPath(), file)) {
            throw new IOException("Can't rename %s to %s".formatted(files[0].getPath(), file));
        }
        fileSystem.delete(parts, true);
        return spark.read().schema(rows.schema()).option("header", true).csv(file.toString());
    }

    private static DataFrameWriter<Row> withoutMarker(Dataset<Row> rows) {
        return rows.write().option("mapreduce.fileoutputcommitter.marksuccessfuljobs", false);
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

    /** Writes a file of text. */
    public void text(String fileName, String text) throws IOException {
        try (Writer writer = open(fileName)) {
            writer.write(text);
        }
    }

    private Writer open(String fileName) throws IOException {
        return new BufferedWriter(new OutputStreamWriter(
                fileSystem.create(new Path(directory, fileName), false), StandardCharsets.UTF_8));
    }
}
