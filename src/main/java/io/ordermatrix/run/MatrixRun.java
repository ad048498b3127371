package io.ordermatrix.run;

import io.ordermatrix.aggregate.OrderCube;
import io.ordermatrix.aggregate.Rollup;
import io.ordermatrix.config.JobConfig;
import io.ordermatrix.matrix.JobMatrix;
import io.ordermatrix.matrix.TradingCalendar;
import io.ordermatrix.monitor.PeakMemory;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.order.RowAccounting;
import io.ordermatrix.sink.ResultFiles;
import io.ordermatrix.sink.ResultWriter;
import io.ordermatrix.sink.StagedOutput;
import io.ordermatrix.source.ChunkGroup;
import io.ordermatrix.source.ChunkRecords;
import io.ordermatrix.source.OrderEvents;
import io.ordermatrix.source.OrderSchema;
import io.ordermatrix.source.ScanSpec;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The job: files are scanned once into a cube, from which every report follows, and the results are published. */
public final class MatrixRun {
    private final RunRequest request;
    private final JobConfig config;
    private final SparkSession spark;
    private final Configuration hadoop;
    private final Instant started = Instant.now();

    public MatrixRun(RunRequest request, SparkSession spark) {
        this.request = request;
        this.config = request.config();
        this.spark = spark;
        this.hadoop = spark.sessionState().newHadoopConf();
    }

    /**
     * Runs the job.
     *
     * @return what was written to run.json
     * @throws io.ordermatrix.sink.OutputException if the output directory can't take results
     * @throws RunFailedException if the results would not be what was asked for; nothing is published then
     */
    public RunRecord run() throws IOException {
        PeakMemory.reset();
        StagedOutput output = StagedOutput.open(config.output().orElseThrow(), request.overwrite(), hadoop);
        try {
            RunRecord record = scanAndReport(output);
            output.publish();
            return record;
        } finally {
            output.removeStaging();
        }
    }

    private RunRecord scanAndReport(StagedOutput output) throws IOException {
        ResultWriter results = new ResultWriter(output.results(), spark, hadoop);
        ScanSpec spec = new ScanSpec(
                request.files(),
                ChunkGroup.cut(request.files(), request.plan().chunkSize().bytes()),
                config.selection(),
                config.priceDecimals(),
                ScanSpec.OnReject.DROP,
                new Path(output.work(), "chunks").toString());

        Dataset<Row> events = OrderEvents.read(spark, spec, config.scan().engine());
        if (request.keepOrders()) {
            events = OrderSchema.measured(results.orders(events));
        }
        Dataset<Row> cube = results.cube(OrderCube.of(events), OrderCube.KEYS);

        ChunkRecords records = ChunkRecords.read(spec, hadoop);
        RowAccounting accounting = records.accounting();
        Checks.balance(accounting);
        Checks.rejectShare(records, request.files(), config.rejectMaxShare());
        results.rejects(records, request.files());

        Map<Rollup, Dataset<Row>> rollups = new EnumMap<>(Rollup.class);
        for (Rollup rollup : Rollup.values()) {
            rollups.put(rollup, results.csv(ResultFiles.of(rollup), rollup.of(cube)));
        }
        Dataset<Row> found = rollups.get(Rollup.BY_SECURITY_DATE)
                .select(OrderColumn.SECURITY_CODE.columnName(), OrderColumn.TRADE_DATE.columnName(), "events");
        JobMatrix expected = JobMatrix.of(config.selection(), new TradingCalendar(config.holidays()));
        Dataset<Row> matrix = results.csv(ResultFiles.MATRIX, expected.fill(found));
        MatrixCounts counts = MatrixCounts.of(matrix);
        Checks.everyEventInMatrix(accounting, counts);

        RunRecord record = RunRecord.completed(request, spark.version(), started, accounting, counts, output.written());
        results.text(ResultFiles.RUN, record.json());
        return record;
    }
}
