package io.ordermatrix.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.ordermatrix.file.Json;
import io.ordermatrix.file.WrittenFile;
import io.ordermatrix.hardware.HardwareProfile;
import io.ordermatrix.hardware.ResourcePlan;
import io.ordermatrix.memory.PeakMemory;
import io.ordermatrix.memory.WorkerChange;
import io.ordermatrix.order.RowAccounting;
import io.ordermatrix.output.AccountingRecord;
import io.ordermatrix.output.InputLine;
import io.ordermatrix.output.InputRecord;
import io.ordermatrix.wave.SkippedFile;
import io.ordermatrix.wave.TaskFailures;
import io.ordermatrix.wave.WaveRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * The record of a run: run.json, with these names in snake case.
 *
 * @param status {@link #COMPLETED} or {@link #COMPLETED_WITH_FAILURES}
 * @param version of ordermatrix
 * @param started ISO-8601, UTC
 * @param seconds from the start until all results except report.html and this file were written
 * @param phases the durations of its phases
 * @param config the resolved configuration
 * @param plan the derived settings, each with its origin
 * @param settings everything but the input that determines the results
 * @param source the results that were read instead of files
 * @param inputFiles the number of files that were read
 * @param inputBytes their size, as stored
 * @param inputs the first {@value #LISTED_INPUTS} of them; inputs.jsonl.gz has all
 * @param missingColumns for each optional column that was to be read: how many files lack it, if any do
 * @param update what was scanned, and what was taken over from earlier results
 * @param bytesPerSecond of the input, as stored
 * @param rowsPerSecond of the input, without headers and blank lines
 * @param peakMemoryBytes of the driver's JVM, which on one machine runs the whole job
 * @param waves the waves in which the input was scanned
 * @param failures tasks that failed and files that were skipped
 * @param workerChanges waves that ran with more or fewer workers than the previous one, because of memory
 * @param fingerprint the same for runs with the same results
 * @param outputs the other files of the output directory
 */
public record RunRecord(
        String status,
        String version,
        String sparkVersion,
        String started,
        double seconds,
        PhaseSeconds phases,
        JsonNode config,
        Hardware hardware,
        List<ResourcePlan.Derivation> plan,
        SortedMap<String, String> settings,
        @JsonInclude(JsonInclude.Include.NON_NULL) SourceRecord source,
        int inputFiles,
        long inputBytes,
        List<InputLine> inputs,
        SortedMap<String, Long> missingColumns,
        UpdateRecord update,
        AccountingRecord accounting,
        MatrixCounts matrix,
        long bytesPerSecond,
        long rowsPerSecond,
        long peakMemoryBytes,
        List<WaveRecord> waves,
        List<FailedWork> failures,
        List<WorkerChange> workerChanges,
        String fingerprint,
        List<WrittenFile> outputs) {

    public RunRecord {
        waves = List.copyOf(waves);
        failures = List.copyOf(failures);
        workerChanges = List.copyOf(workerChanges);
    }

    /** More would be too long for reading by hand. */
    static final int LISTED_INPUTS = 100;

    /** Finished without failures. */
    public static final String COMPLETED = "COMPLETED";

    /** Finished, but without the files that can't be read. */
    public static final String COMPLETED_WITH_FAILURES = "COMPLETED_WITH_FAILURES";

    /**
     * The durations of a run's phases, in seconds.
     *
     * @param scan all waves of this run, including their commits, but not those of an earlier run
     * @param merge from spills to the files of the cube, and with --keep-orders also those of the orders
     * @param write all reports except report.html
     */
    public record PhaseSeconds(double scan, double merge, double write) {}

    /** The machine of the driver; memory in bytes. */
    public record Hardware(
            int cores,
            long memoryBytes,
            long availableMemoryBytes,
            String processor,
            String operatingSystem,
            String javaVersion) {

        static Hardware of(HardwareProfile machine) {
            return new Hardware(
                    machine.cores(),
                    machine.memory().bytes(),
                    machine.availableMemory().bytes(),
                    machine.processor(),
                    machine.operatingSystem(),
                    machine.javaVersion());
        }
    }

    /**
     * Something that went wrong.
     *
     * @param wave the wave; 0 after all waves
     * @param file the file that was skipped because of it; null if a retry succeeded
     * @param attempts failed attempts
     * @param error the last exception
     */
    public record FailedWork(
            int wave,
            @JsonInclude(JsonInclude.Include.NON_NULL) String file,
            int attempts,
            String error) {

        /** All that went wrong in a run, wave by wave, then after the waves, then by file. */
        static List<FailedWork> of(
                List<WaveRecord> waves, List<TaskFailures.Failure> afterWaves, List<SkippedFile> skipped) {
            return Stream.of(
                            waves.stream()
                                    .flatMap(wave -> wave.failures().stream())
                                    .map(FailedWork::of),
                            afterWaves.stream().map(FailedWork::of),
                            skipped.stream().map(FailedWork::of))
                    .flatMap(failed -> failed)
                    .toList();
        }

        private static FailedWork of(TaskFailures.Failure task) {
            return new FailedWork(task.wave(), null, task.attempts(), task.exception());
        }

        private static FailedWork of(SkippedFile file) {
            return new FailedWork(file.wave(), file.file(), file.attempts(), file.error());
        }
    }

    static RunRecord completed(
            RunRequest request,
            String sparkVersion,
            Instant started,
            PhaseSeconds phases,
            RowAccounting rows,
            List<InputRecord> inputs,
            UpdateRecord update,
            MatrixCounts matrix,
            List<WaveRecord> waves,
            List<FailedWork> failures,
            List<WorkerChange> workerChanges,
            List<WrittenFile> outputs)
            throws JsonProcessingException {
        double seconds = Duration.between(started, Instant.now()).toMillis() / 1000.0;
        double elapsed = Math.max(seconds, 0.001);
        return new RunRecord(
                failures.stream().allMatch(failed -> failed.file() == null) ? COMPLETED : COMPLETED_WITH_FAILURES,
                Version.current(),
                sparkVersion,
                started.toString(),
                seconds,
                phases,
                Json.READABLE.readTree(request.configJson()),
                Hardware.of(request.machine()),
                request.plan().derivations(),
                request.settings(),
                request.question().map(SourceRecord::of).orElse(null),
                inputs.size(),
                inputs.stream().mapToLong(InputRecord::bytes).sum(),
                inputs.stream().limit(LISTED_INPUTS).map(InputLine::of).toList(),
                request.missingColumns(),
                update,
                AccountingRecord.of(rows),
                matrix,
                (long) (waves.stream().mapToLong(WaveRecord::bytes).sum() / elapsed),
                (long) (waves.stream().mapToLong(WaveRecord::rows).sum() / elapsed),
                PeakMemory.bytes(),
                waves,
                failures,
                workerChanges,
                request.fingerprint().digest(),
                outputs);
    }

    /** The same record with the files that were written, which are known last. */
    RunRecord withOutputs(List<WrittenFile> written) {
        return new RunRecord(
                status,
                version,
                sparkVersion,
                started,
                seconds,
                phases,
                config,
                hardware,
                plan,
                settings,
                source,
                inputFiles,
                inputBytes,
                inputs,
                missingColumns,
                update,
                accounting,
                matrix,
                bytesPerSecond,
                rowsPerSecond,
                peakMemoryBytes,
                waves,
                failures,
                workerChanges,
                fingerprint,
                written);
    }

    JsonNode asJson() {
        return Json.READABLE.valueToTree(this);
    }

    String json() throws JsonProcessingException {
        return Json.READABLE.writeValueAsString(this) + "\n";
    }
}
