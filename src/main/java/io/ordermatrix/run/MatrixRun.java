package io.ordermatrix.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.ordermatrix.config.JobConfig;
import io.ordermatrix.cube.OrderCube;
import io.ordermatrix.cube.Rollup;
import io.ordermatrix.cube.Rollups;
import io.ordermatrix.file.Json;
import io.ordermatrix.matrix.JobMatrix;
import io.ordermatrix.matrix.MatrixCell;
import io.ordermatrix.memory.PeakMemory;
import io.ordermatrix.order.RowAccounting;
import io.ordermatrix.orders.StoredOrders;
import io.ordermatrix.output.ResultFiles;
import io.ordermatrix.output.ResultWriter;
import io.ordermatrix.output.StagedOutput;
import io.ordermatrix.progress.Phase;
import io.ordermatrix.report.ReportPage;
import io.ordermatrix.scan.ChunkRecords;
import io.ordermatrix.wave.TaskFailures;
import io.ordermatrix.wave.WaveLedger;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;

/** The job: scans the files once into a cube, computes every report from that, and publishes the results. */
public final class MatrixRun {
    private final RunRequest request;
    private final JobConfig config;
    private final JavaSparkContext spark;
    private final RunControl control;
    private final RunSession session;
    private final JobMatrix expected;
    private final Instant started = Instant.now();

    public MatrixRun(RunRequest request, JavaSparkContext spark, RunControl control) {
        this.request = request;
        this.config = request.config();
        this.spark = spark;
        this.control = control;
        session = new RunSession(request, spark, control, new TaskFailures());
        expected = request.expected();
    }

    /**
     * Runs the job.
     *
     * @return the content of run.json; empty if the output directory already has the results of the same job
     * @throws io.ordermatrix.output.OutputException if the output directory can't take results
     * @throws RunFailedException if the results would be wrong or incomplete; nothing is published then
     * @throws RunInterruptedException if the run was stopped on request; it can be resumed
     */
    public Optional<RunRecord> run() throws IOException {
        PeakMemory.reset();
        RunControl.Attachment attachment = control.attach(spark, session.failures());
        try (StagedOutput output = StagedOutput.open(config.output().orElseThrow(), session.hadoop())) {
            if (!request.overwrite()) {
                if (isDone(output)) {
                    output.removeStaging();
                    return Optional.empty();
                }
                output.refuseToReplace();
            }
            return Optional.of(scanAndPublish(output));
        } finally {
            attachment.close();
        }
    }

    private boolean isDone(StagedOutput output) throws IOException {
        Optional<String> published = output.published(ResultFiles.RUN);
        try {
            return published.isPresent()
                    && request.fingerprint()
                            .digest()
                            .equals(Json.READABLE
                                    .readTree(published.get())
                                    .path("fingerprint")
                                    .asText());
        } catch (JsonProcessingException unknown) {
            // Results that another version wrote differently are not those of this run.
            return false;
        }
    }

    private RunRecord scanAndPublish(StagedOutput output) throws IOException {
        output.stage();
        WaveLedger ledger = new WaveLedger(output.work(), session.hadoop(), control::say);
        WaveScan scan = WaveScan.resume(session, ledger);
        try {
            Instant scanStarted = Instant.now();
            scan.toEnd();
            RunRecord record = mergeAndWrite(scan, scanStarted, ledger, output);
            output.publish();
            output.removeStaging();
            control.phase(Phase.DONE);
            return record;
        } catch (Exception failure) { // Spark throws checked exceptions without declaring them
            if (scan.done().isEmpty()) {
                output.removeStaging();
            }
            control.stopIfInterrupted(scan.done().size(), scan.waveCount());
            if (spark.sc().isStopped()) {
                // Exceptions from inside a stopped Spark explain nothing.
                throw new RunFailedException(
                        "Spark was stopped from outside, for example by a cluster manager that ended the application or"
                                + " lost its master: %d of %d waves are done; rerun the same command to resume"
                                        .formatted(scan.done().size(), scan.waveCount()),
                        failure);
            }
            throw failure;
        }
    }

    private RunRecord mergeAndWrite(WaveScan scan, Instant scanStarted, WaveLedger ledger, StagedOutput output)
            throws IOException {
        Instant scanEnded = Instant.now();
        control.phase(Phase.MERGING);
        ResultWriter results = new ResultWriter(output.results(), session.hadoop());
        ChunkRecords records = scan.records();
        RowAccounting accounting = records.accounting();
        Checks.balance(accounting);
        Checks.rejectShare(records, request.files(), config.rejectMaxShare());
        results.rejects(records, request.files());

        int workers = request.plan().workers();
        if (request.keepOrders()) {
            StoredOrders.write(
                    spark,
                    request.orderColumns(),
                    scan.orders(),
                    pass -> ledger.scratch("orders", pass),
                    new Path(output.results(), ResultFiles.ORDERS),
                    workers);
        }
        Rollups rollups = OrderCube.write(
                spark,
                scan.groups(),
                pass -> ledger.scratch("groups", pass),
                new Path(output.results(), ResultFiles.CUBE),
                workers);

        Instant merged = Instant.now();
        control.phase(Phase.WRITING);
        for (Rollup rollup : Rollup.values()) {
            results.csv(ResultFiles.of(rollup), Rollups.header(rollup), rollups.rows(rollup));
        }
        List<MatrixCell> matrix = expected.fill(rollups.cells(), scan.unreadCells());
        results.matrix(matrix);
        MatrixCounts counts = MatrixCounts.of(matrix);
        Checks.everyEventInMatrix(accounting, counts);
        control.cells(counts.cells(), counts.cells());

        // The page shows the rest of the record, and is itself one of the outputs listed there.
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

    private static double secondsBetween(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }
}
