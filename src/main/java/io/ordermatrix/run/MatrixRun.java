package io.ordermatrix.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.ordermatrix.config.JobConfig;
import io.ordermatrix.cube.Rollup;
import io.ordermatrix.cube.Rollups;
import io.ordermatrix.file.Json;
import io.ordermatrix.input.InputFile;
import io.ordermatrix.lifecycle.FlowRollups;
import io.ordermatrix.matrix.JobMatrix;
import io.ordermatrix.matrix.MatrixCell;
import io.ordermatrix.memory.PeakMemory;
import io.ordermatrix.order.RowAccounting;
import io.ordermatrix.order.SecurityType;
import io.ordermatrix.output.AccountingRecord;
import io.ordermatrix.output.InputRecord;
import io.ordermatrix.output.OutputException;
import io.ordermatrix.output.ResultFiles;
import io.ordermatrix.output.ResultWriter;
import io.ordermatrix.output.StagedOutput;
import io.ordermatrix.output.WrittenResults;
import io.ordermatrix.progress.Phase;
import io.ordermatrix.report.ReportPage;
import io.ordermatrix.update.EarlierResults;
import io.ordermatrix.wave.SkippedFile;
import io.ordermatrix.wave.TaskFailures;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
     * What a run has come to.
     *
     * @param status of the results, see {@link RunRecord#status}
     * @param record the content of run.json; empty if there was nothing to do, because the output directory already had
     *     the results of the same job
     */
    public record Outcome(String status, Optional<RunRecord> record) {
        /** Whether the results lack what is in files that could not be read. */
        public boolean hasFailures() {
            return !status.equals(RunRecord.COMPLETED);
        }
    }

    /**
     * Runs the job.
     *
     * @throws io.ordermatrix.output.OutputException if the output directory can't take results
     * @throws RunFailedException if the results would be wrong or incomplete; nothing is published then
     * @throws RunInterruptedException if the run was stopped on request; it can be resumed
     */
    public Outcome run() throws IOException {
        PeakMemory.reset();
        RunControl.Attachment attachment = control.attach(spark, session.failures());
        try (StagedOutput output = StagedOutput.open(
                config.output().orElseThrow(), request.scanFingerprint().digest(), session.hadoop())) {
            if (!request.overwrite()) {
                Optional<JsonNode> published = published(output);
                Optional<String> fingerprint =
                        published.map(record -> record.path("fingerprint").asText());
                Optional<EarlierResults> earlier = request.input().earlier();
                if (fingerprint.equals(Optional.of(request.fingerprint().digest()))) {
                    String status = published.get().path("status").asText();
                    // An update tries again what could not be read.
                    if (earlier.isEmpty() || status.equals(RunRecord.COMPLETED)) {
                        output.removeStaging();
                        Checks.rejectShare(rows(published.get()), config);
                        return new Outcome(status, Optional.empty());
                    }
                }
                if (earlier.isEmpty()) {
                    output.refuseToReplace();
                } else if (!fingerprint.equals(Optional.of(earlier.get().fingerprint()))) {
                    throw new OutputException(
                            "%s: another run has changed the results meanwhile; run the same command again"
                                    .formatted(config.output().orElseThrow()));
                }
            }
            RunRecord record = scanAndPublish(output);
            return new Outcome(record.status(), Optional.of(record));
        } finally {
            attachment.close();
        }
    }

    /** The run.json of the output directory; empty if it has none that can be read. */
    private static Optional<JsonNode> published(StagedOutput output) throws IOException {
        Optional<String> published = output.published(ResultFiles.RUN);
        try {
            return published.isPresent() ? Optional.of(Json.READABLE.readTree(published.get())) : Optional.empty();
        } catch (JsonProcessingException unknown) {
            // Results that another version wrote differently are not those of this run.
            return Optional.empty();
        }
    }

    private static RowAccounting rows(JsonNode record) throws JsonProcessingException {
        return Json.READABLE
                .treeToValue(record.path("accounting"), AccountingRecord.class)
                .rows();
    }

    private RunRecord scanAndPublish(StagedOutput output) throws IOException {
        output.stage();
        RunEvents events = RunEvents.of(session, output);
        try {
            Instant scanStarted = Instant.now();
            events.toEnd();
            RunRecord record = mergeAndWrite(events, scanStarted, output);
            output.publish();
            output.removeStaging();
            control.phase(Phase.DONE);
            return record;
        } catch (Exception failure) { // Spark throws checked exceptions without declaring them
            if (!events.canResume()) {
                output.removeStaging();
            }
            control.stopIfInterrupted(events.howToResume());
            if (session.isStopped()) {
                // Exceptions from inside a stopped Spark explain nothing.
                throw new RunFailedException(
                        "Spark was stopped from outside, for example by a cluster manager that ended the application or"
                                + " lost its master: " + events.howToResume(),
                        failure);
            }
            throw failure;
        }
    }

    private RunRecord mergeAndWrite(RunEvents events, Instant scanStarted, StagedOutput output) throws IOException {
        Instant scanEnded = Instant.now();
        control.phase(Phase.MERGING);
        ResultWriter results = new ResultWriter(output.results(), session.hadoop());
        events.check();
        List<InputRecord> inputs = events.writeInputs(results);
        RunEvents.Reports reports = events.writeTables(output.results());
        Rollups rollups = reports.rollups();
        RowAccounting accounting = events.accounting();
        Checks.balance(accounting);
        if (accounting.kept() == 0 && accounting.parsed() > 0) {
            control.say(EmptySelection.describe(accounting, readableFile(events), config, session.hadoop()));
        }

        Instant merged = Instant.now();
        control.phase(Phase.WRITING);
        for (Rollup rollup : Rollup.values()) {
            results.csv(ResultFiles.of(rollup), Rollups.header(rollup), rollups.rows(rollup));
        }
        if (reports.flow().isPresent()) {
            for (Rollup rollup : FlowRollups.ALL) {
                results.csv(
                        ResultFiles.ofFlow(rollup),
                        FlowRollups.header(rollup),
                        reports.flow().get().rows(rollup));
            }
        }
        List<MatrixCell> matrix = expected.fill(rollups.cells(), events.unreadCells());
        results.matrix(matrix);
        if (config.feed().fields().securities() == SecurityType.TEXT) {
            results.securities(matrix.stream().map(cell -> cell.cell().security()));
        }
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
                inputs,
                events.update(),
                counts,
                events.done(),
                RunRecord.FailedWork.of(events.done(), session.failures().of(0), events.skipped()),
                control.workerChanges(),
                List.of());
        results.text(
                ResultFiles.REPORT,
                ReportPage.of(spark, new WrittenResults(output.results(), output.written()), record.asJson()));
        record = record.withOutputs(output.written());
        results.text(ResultFiles.RUN, record.json());
        return record;
    }

    /** A file that was not skipped. */
    private Optional<InputFile> readableFile(RunEvents events) {
        Set<String> skipped =
                events.skipped().stream().map(SkippedFile::location).collect(Collectors.toSet());
        return request.input().files().stream()
                .filter(file -> !skipped.contains(file.location()))
                .findFirst();
    }

    private static double secondsBetween(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }
}
