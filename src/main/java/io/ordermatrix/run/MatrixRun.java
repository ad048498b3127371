package io.ordermatrix.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.ordermatrix.aggregate.OrderCube;
import io.ordermatrix.aggregate.Rollup;
import io.ordermatrix.aggregate.Rollups;
import io.ordermatrix.config.JobConfig;
import io.ordermatrix.matrix.JobMatrix;
import io.ordermatrix.matrix.MatrixCell;
import io.ordermatrix.matrix.TradingCalendar;
import io.ordermatrix.monitor.PeakMemory;
import io.ordermatrix.monitor.Phase;
import io.ordermatrix.order.RowAccounting;
import io.ordermatrix.report.ReportPage;
import io.ordermatrix.sink.ResultFiles;
import io.ordermatrix.sink.ResultWriter;
import io.ordermatrix.sink.StagedOutput;
import io.ordermatrix.sink.WaveStore;
import io.ordermatrix.source.ChunkRecords;
import io.ordermatrix.source.OrderSchema;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
    private final RunControl control;
    private final Configuration hadoop;
    private final JobMatrix expected;
    private final Instant started = Instant.now();

    public MatrixRun(RunRequest request, SparkSession spark, RunControl control) {
        this.request = request;
        this.config = request.config();
        this.spark = spark;
        this.control = control;
        this.hadoop = spark.sessionState().newHadoopConf();
        this.expected = JobMatrix.of(config.selection(), new TradingCalendar(config.holidays()));
    }

    /**
     * Runs the job.
     *
     * @return what was written to run.json; empty if the results of the same job are there already
     * @throws io.ordermatrix.sink.OutputException if the output directory can't take results
     * @throws RunFailedException if the results would not be what was asked for; nothing is published then
     * @throws RunInterruptedException if the run was told to stop; it can be gone on with
     */
    public Optional<RunRecord> run() throws IOException {
        PeakMemory.reset();
        TaskFailures failures = new TaskFailures();
        RunControl.Attachment attachment = control.attach(spark, failures);
        try (StagedOutput output = StagedOutput.open(config.output().orElseThrow(), hadoop)) {
            if (!request.overwrite()) {
                if (isDone(output)) {
                    output.removeStaging();
                    return Optional.empty();
                }
                output.refuseToReplace();
            }
            return Optional.of(scanAndPublish(output, failures));
        } finally {
            attachment.close();
        }
    }

    private boolean isDone(StagedOutput output) throws IOException {
        Optional<String> published = output.published(ResultFiles.RUN);
        try {
            return published.isPresent()
                    && Fingerprint.of(request)
                            .digest()
                            .equals(RunJson.MAPPER
                                    .readTree(published.get())
                                    .path("fingerprint")
                                    .asText());
        } catch (JsonProcessingException unknown) {
            // Results of a version that wrote something else are not those of this run.
            return false;
        }
    }

    private RunRecord scanAndPublish(StagedOutput output, TaskFailures failures) throws IOException {
        output.stage();
        control.cells(0, expected.expectedCells());
        WaveScan scan = WaveScan.resume(request, spark, hadoop, output.waves(), failures, control);
        try {
            Instant scanStarted = Instant.now();
            scan.toEnd();
            RunRecord record = report(scan, scanStarted, output);
            output.publish();
            output.removeStaging();
            control.phase(Phase.DONE);
            return record;
        } catch (Exception failure) { // Spark throws checked exceptions without saying so
            if (scan.done().isEmpty()) {
                output.removeStaging();
            }
            control.stopIfInterrupted(scan.done().size(), scan.waveCount());
            if (spark.sparkContext().isStopped()) {
                // What a call then meets inside Spark says nothing to anybody.
                throw new RunFailedException(
                        "Spark was ended from outside, as a cluster manager does that ends an application or loses its"
                                + " master: %d of %d waves are done; the same command goes on from there"
                                        .formatted(scan.done().size(), scan.waveCount()),
                        failure);
            }
            throw failure;
        }
    }

    private RunRecord report(WaveScan scan, Instant scanStarted, StagedOutput output) throws IOException {
        Instant scanEnded = Instant.now();
        control.phase(Phase.MERGING);
        ResultWriter results = new ResultWriter(output.results(), spark, hadoop);
        ChunkRecords records = scan.records();
        RowAccounting accounting = records.accounting();
        Checks.balance(accounting);
        Checks.rejectShare(records, request.files(), config.rejectMaxShare());
        results.rejects(records, request.files());

        Dataset<Row> cube = results.cube(
                OrderCube.merge(
                        spark,
                        parts(scan, results, output.waves()),
                        request.plan().workers()),
                OrderCube.KEYS);

        Instant merged = Instant.now();
        control.phase(Phase.WRITING);
        Rollups rollups = Rollups.of(cube);
        for (Rollup rollup : Rollup.values()) {
            results.csv(ResultFiles.of(rollup), Rollups.header(rollup), rollups.rows(rollup));
        }
        List<MatrixCell> matrix = expected.fill(rollups.cells(), scan.unreadCells());
        results.matrix(matrix);
        MatrixCounts counts = MatrixCounts.of(matrix);
        Checks.everyEventInMatrix(accounting, counts);
        control.cells(counts.cells(), counts.cells());

        // The page is one of the outputs that the record names, and shows the rest of it.
        RunRecord record = RunRecord.completed(
                request,
                spark.version(),
                started,
                new RunRecord.PhaseSeconds(
                        secondsBetween(scanStarted, scanEnded),
                        secondsBetween(scanEnded, merged),
                        secondsBetween(merged, Instant.now())),
                accounting,
                counts,
                scan.done(),
                scan.skipped(),
                control.workerChanges(),
                List.of());
        results.text(ResultFiles.REPORT, ReportPage.of(spark, output.results(), record.asJson()));
        record = record.withOutputs(output.written());
        results.text(ResultFiles.RUN, record.json());
        return record;
    }

    private List<Path> parts(WaveScan scan, ResultWriter results, WaveStore waves) throws IOException {
        int pass = 0;
        List<Path> parts = request.keepOrders()
                ? waves.writeParts(pass, OrderCube.parts(OrderSchema.measured(results.orders(scan.events()))))
                : scan.parts();
        Optional<Dataset<Row>> fewer = OrderCube.fewerParts(spark, parts);
        while (fewer.isPresent()) {
            pass++;
            parts = waves.writeParts(pass, fewer.get());
            fewer = OrderCube.fewerParts(spark, parts);
        }
        return parts;
    }

    private static double secondsBetween(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }
}
