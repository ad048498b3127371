package io.ordermatrix.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ordermatrix.hardware.HardwareProfile;
import io.ordermatrix.hardware.ResourcePlan;
import io.ordermatrix.monitor.PeakMemory;
import io.ordermatrix.order.Filter;
import io.ordermatrix.order.RowAccounting;
import io.ordermatrix.sink.StagedOutput.ResultFile;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run says about itself: run.json, whose names are these in snake case.
 *
 * @param status COMPLETED
 * @param version of ordermatrix
 * @param started ISO-8601, UTC
 * @param seconds from the start until all results but this one were written
 * @param config the resolved configuration
 * @param plan the derived settings, each with its origin
 * @param inputs the files that were read
 * @param bytesPerSecond of the input, as it is stored
 * @param rowsPerSecond of the input, neither header nor blank lines
 * @param peakMemoryBytes of the driver's JVM, which is the whole job on one machine
 * @param outputs the files of the output directory but this one
 */
public record RunRecord(
        String status,
        String version,
        String sparkVersion,
        String started,
        double seconds,
        JsonNode config,
        Hardware hardware,
        List<ResourcePlan.Derivation> plan,
        List<Input> inputs,
        Accounting accounting,
        MatrixCounts matrix,
        long bytesPerSecond,
        long rowsPerSecond,
        long peakMemoryBytes,
        List<ResultFile> outputs) {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

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
     * A file of the input.
     *
     * @param modified milliseconds since 1970-01-01 UTC
     */
    public record Input(String file, long bytes, long modified) {}

    /** A {@link RowAccounting} with the names of the filters as results write them. */
    public record Accounting(
            long lines,
            long header,
            long blank,
            Map<String, Long> rejected,
            long parsed,
            Map<String, Long> dropped,
            long kept) {

        static Accounting of(RowAccounting rows) {
            Map<String, Long> dropped = new LinkedHashMap<>();
            for (Filter filter : Filter.values()) {
                dropped.put(filter.label(), rows.dropped().get(filter));
            }
            return new Accounting(
                    rows.lines(), rows.header(), rows.blank(), rows.rejected(), rows.parsed(), dropped, rows.kept());
        }
    }

    static RunRecord completed(
            RunRequest request,
            String sparkVersion,
            Instant started,
            RowAccounting rows,
            MatrixCounts matrix,
            List<ResultFile> outputs)
            throws JsonProcessingException {
        double seconds = Duration.between(started, Instant.now()).toMillis() / 1000.0;
        double elapsed = Math.max(seconds, 0.001);
        return new RunRecord(
                "COMPLETED",
                Version.current(),
                sparkVersion,
                started.toString(),
                seconds,
                JSON.readTree(request.configJson()),
                Hardware.of(request.machine()),
                request.plan().derivations(),
                request.files().stream()
                        .map(file -> new Input(file.displayName(), file.length(), file.modified()))
                        .toList(),
                Accounting.of(rows),
                matrix,
                (long) (request.inputBytes() / elapsed),
                (long) ((rows.parsed() + rows.rejectedRows()) / elapsed),
                PeakMemory.bytes(),
                outputs);
    }

    String json() throws JsonProcessingException {
        return JSON.writeValueAsString(this) + "\n";
    }
}
