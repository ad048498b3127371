package io.ordermatrix.cube;

import io.ordermatrix.config.Engine;
import io.ordermatrix.engine.ScanJob;
import io.ordermatrix.group.GroupSink;
import io.ordermatrix.group.Grouping;
import io.ordermatrix.group.SpillDirectory;
import io.ordermatrix.input.InputFile;
import io.ordermatrix.input.InputFiles;
import io.ordermatrix.input.Split;
import io.ordermatrix.order.FeedFormat;
import io.ordermatrix.order.FieldFormat;
import io.ordermatrix.order.LineFormat;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.order.Selection;
import io.ordermatrix.scan.BatchSink;
import io.ordermatrix.scan.ScanSpec;
import io.ordermatrix.scan.WantedColumns;
import io.ordermatrix.spark.SparkTasks;
import io.ordermatrix.table.DatedTable;
import io.ordermatrix.table.SpilledTable;
import io.ordermatrix.table.StoredFile;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The one aggregated table, at the grain of security, date, participant, hour and size bucket. */
public final class OrderCube {
    static final List<OrderColumn> KEY_COLUMNS = List.of(
            OrderColumn.SECURITY_CODE,
            OrderColumn.TRADE_DATE,
            OrderColumn.PARTICIPANTID,
            OrderColumn.HOUR,
            OrderColumn.SIZE_BUCKET);

    /** The cube's keys, in the order of its columns. */
    public static final List<String> KEYS =
            KEY_COLUMNS.stream().map(OrderColumn::columnName).toList();

    /** What a scan groups by and collects. Dates come first, because results are written date by date. */
    public static final Grouping GROUPING = new Grouping(
            List.of(
                    OrderColumn.TRADE_DATE,
                    OrderColumn.SECURITY_CODE,
                    OrderColumn.PARTICIPANTID,
                    OrderColumn.HOUR,
                    OrderColumn.SIZE_BUCKET),
            Measures.COLLECTED);

    /** Far more groups than a date usually has: its file is written by one task, so that its bytes depend on its rows alone. */
    private static final long MOST_GROUPS_OF_TASK = 8_000_000;

    private OrderCube() {}

    /** Sinks that group the events of a scan and spill the groups into a directory. */
    public static BatchSink.Factory spillingInto(Path directory) {
        return GroupSink.into(directory.toString(), GROUPING);
    }

    /**
     * Writes the cube of all events that scans have spilled: the keys, the {@linkplain Measures#NAMES measures}, and
     * two sums that only merging needs, price_sum BIGINT and quantity_square_sum DECIMAL(38,0); sorted by the keys
     * within each date.
     *
     * @param table with the spills of {@link #spillingInto}
     */
    public static WrittenCube write(JavaSparkContext spark, SpilledTable table) throws IOException {
        return CubeObserver.sum(DatedTable.write(
                spark,
                new CubeTable(),
                table,
                spills -> spills.parts(MOST_GROUPS_OF_TASK),
                (piece, attempt, hadoop) -> new CubeObserver()));
    }

    /** The rollups of a part of a cube that was written before. */
    public static Rollups rollups(JavaSparkContext spark, List<StoredFile> files) throws IOException {
        return Rollups.sum(SparkTasks.forEach(spark, files, (file, attempt, hadoop) -> FiledRollups.of(file, hadoop)));
    }

    /** Spills a part of a cube that was written before, see {@link DatedTable#spill}. */
    public static void spill(JavaSparkContext spark, List<StoredFile> files, Path directory) throws IOException {
        DatedTable.spill(spark, new CubeTable(), files, directory);
    }

    /** Reads the cube that a run has written. */
    public static Dataset<Row> read(SparkSession spark, Path directory) {
        return spark.read().schema(CubeTable.SCHEMA).parquet(directory.toString());
    }

    /**
     * The cube of events in a Dataset, unsorted:
     *
     * <pre>{@code
     * Dataset<Row> events = spark.read().format("orders").schema(OrderSchema.MEASURED_EVENTS).load("orders/");
     * Dataset<Row> cube = OrderCube.of(events.where("exchangeordertype = 2048"));
     * }</pre>
     *
     * With Spark's setting {@code spark.sql.ansi.enabled}, which is on by default, a sum that overflows is an error.
     *
     * @param events with the columns of {@link io.ordermatrix.spark.OrderSchema#EVENTS} at least
     * @return the columns of {@link #write}
     */
    public static Dataset<Row> of(Dataset<Row> events) {
        return EventCube.of(events);
    }

    /**
     * Computes the cube of all events in files, as a run does.
     *
     * @param paths files, directories and globs
     * @param scratch a directory for the cube and the spills of the scan; it must exist as long as the cube is used
     * @param workers how many chunks are scanned at the same time
     * @return as {@link #read}
     */
    public static Dataset<Row> ofFiles(SparkSession spark, List<String> paths, ZoneId zone, String scratch, int workers)
            throws IOException {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        List<InputFile> files = InputFiles.find(paths, LineFormat.PLAIN, context.hadoopConfiguration());
        long bytes = files.stream().mapToLong(InputFile::length).sum();
        List<Split> splits = Split.cut(files, bytes / (4L * workers) + 1);
        ScanSpec spec = new ScanSpec(
                files,
                splits,
                Selection.everything(zone),
                FeedFormat.ofAnyTime(FieldFormat.PLAIN, zone),
                ScanSpec.OnReject.DROP,
                null);
        Path spilled = new Path(scratch, "spilled");
        ScanJob.run(context, spec, Engine.ORDERS, WantedColumns.of(GROUPING.slots()), List.of(spillingInto(spilled)));
        Path cube = new Path(scratch, "cube");
        List<SpillDirectory> spills = SpillDirectory.whole(List.of(spilled));
        write(context, new SpilledTable(spills, pass -> new Path(scratch, "pass-" + pass), cube));
        return read(spark, cube);
    }
}
