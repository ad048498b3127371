package io.ordermatrix.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordermatrix.cube.Rollup;
import io.ordermatrix.file.Json;
import io.ordermatrix.file.WholeFile;
import io.ordermatrix.file.WrittenFile;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The published results of a run.
 *
 * @param directory the directory with the results
 * @param record the content of run.json
 */
public record FinishedRun(Path directory, JsonNode record) {
    private static final String OUTPUTS = "outputs";

    /** Whether a directory has results, complete or not. */
    public static boolean isIn(String directory, Configuration hadoop) throws IOException {
        Path record = new Path(directoryOf(directory, hadoop), ResultFiles.RUN);
        return record.getFileSystem(hadoop).exists(record);
    }

    /**
     * Opens results.
     *
     * @throws OutputException if the directory does not contain a finished run
     */
    public static FinishedRun open(String given, Configuration hadoop) throws IOException {
        Path directory = directoryOf(given, hadoop);
        FileSystem fileSystem = directory.getFileSystem(hadoop);
        directory = fileSystem.makeQualified(directory);
        if (!fileSystem.exists(new Path(directory, ResultFiles.RUN))) {
            throw new OutputException(given + ": not a finished run, because it has no " + ResultFiles.RUN);
        }
        for (String name : needed().toList()) {
            if (!fileSystem.exists(new Path(directory, name))) {
                throw new OutputException("%s: incomplete run: %s is missing".formatted(given, name));
            }
        }
        try (InputStream file = fileSystem.open(new Path(directory, ResultFiles.RUN))) {
            JsonNode record = Json.COMPACT.readTree(file);
            if (!record.path("status").asText().startsWith("COMPLETED")) {
                throw new OutputException(
                        "%s: according to %s, the run did not finish".formatted(given, ResultFiles.RUN));
            }
            if (!record.path(OUTPUTS).isArray()) {
                throw new OutputException("%s: %s does not list the results".formatted(given, ResultFiles.RUN));
            }
            return new FinishedRun(directory, record);
        } catch (JsonProcessingException noJson) {
            throw new OutputException("%s: %s can't be read".formatted(given, ResultFiles.RUN));
        }
    }

    /** The results, as run.json lists them. */
    public WrittenResults results() {
        List<WrittenFile> files = new ArrayList<>();
        for (JsonNode file : record.path(OUTPUTS)) {
            files.add(new WrittenFile(
                    file.path("path").asText(), file.path("bytes").asLong()));
        }
        return new WrittenResults(directory, files);
    }

    /** Where the results of an output directory are: there, or, in an object store, in its published version. */
    public static Path directoryOf(String output, Configuration hadoop) throws IOException {
        return Versions.published(new Path(output), hadoop);
    }

    private static Stream<String> needed() {
        return Stream.concat(
                Stream.of(ResultFiles.MATRIX), Arrays.stream(Rollup.values()).map(ResultFiles::of));
    }

    /**
     * Replaces report.html, and its size in run.json. At any time, either the old page or the new one is there.
     *
     * @param given the output directory, as {@link #open} took it
     * @throws OutputException if another run is writing to the directory, or has written to it since this one was opened
     */
    public void replaceReport(String given, String page, Configuration hadoop) throws IOException {
        Closeable lock = StagedOutput.lock(given, hadoop);
        try {
            if (!open(given, hadoop).equals(this)) {
                throw new OutputException(
                        "%s: the results were replaced while the report was made; run the same command again"
                                .formatted(given));
            }
            directory.getFileSystem(hadoop).setWriteChecksum(false);
            byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
            replace(ResultFiles.REPORT, bytes, hadoop);
            JsonNode changed = record.deepCopy();
            for (JsonNode file : changed.path(OUTPUTS)) {
                if (file.path("path").asText().equals(ResultFiles.REPORT)) {
                    ((ObjectNode) file).put("bytes", bytes.length);
                }
            }
            String text = Json.READABLE.writeValueAsString(changed) + "\n";
            replace(ResultFiles.RUN, text.getBytes(StandardCharsets.UTF_8), hadoop);
        } finally {
            lock.close();
        }
    }

    private void replace(String name, byte[] bytes, Configuration hadoop) throws IOException {
        // Next to the directory, which a later run would refuse to replace if it contained a file that is not a result.
        Path partial = new Path(directory.getParent(), "." + directory.getName() + "." + name);
        try (WholeFile file = WholeFile.replacing(new Path(directory, name), partial, hadoop)) {
            file.out().write(bytes);
            file.commit();
        }
    }
}
