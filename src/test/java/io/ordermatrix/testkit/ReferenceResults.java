package io.ordermatrix.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/** The results of an undisturbed run, to compare others with. */
public record ReferenceResults(Results expected) {
    /** Asserts that a directory has the same results, all of them. */
    public void assertSame(Path directory) {
        assertWhole(directory);
        Results found = new Results(directory);
        assertThat(found.reports()).isEqualTo(expected.reports());
        for (String report : expected.reports()) {
            // Rejects name their file.
            assertThat(found.text(report).replace(FaultyFileSystem.SCHEME + ":", ""))
                    .as(report)
                    .isEqualTo(expected.text(report));
        }
        assertThat(found.run().at("/status")).isEqualTo(expected.run().at("/status"));
        assertThat(found.run().at("/matrix")).isEqualTo(expected.run().at("/matrix"));
        assertThat(found.run().at("/accounting")).isEqualTo(expected.run().at("/accounting"));
        assertBalanced(found);
        assertSameTables(found);
    }

    /** Asserts that the files of cube and events are the same, byte for byte. */
    private void assertSameTables(Results found) {
        assertThat(tables(found)).isEqualTo(tables(expected)).isNotEmpty();
        for (String file : tables(expected)) {
            assertThat(found.path(file)).hasSameBinaryContentAs(expected.path(file));
        }
    }

    private static List<String> tables(Results results) {
        return results.files().stream()
                .filter(file -> file.endsWith(".parquet"))
                .toList();
    }

    private static void assertBalanced(Results results) {
        long rejected =
                results.rejected().values().stream().mapToLong(Long::longValue).sum();
        assertThat(results.rows("lines"))
                .isEqualTo(results.rows("header") + results.rows("blank") + rejected + results.rows("parsed"));
        long dropped = StreamSupport.stream(
                        results.run().at("/accounting/dropped").spliterator(), false)
                .mapToLong(JsonNode::asLong)
                .sum();
        assertThat(results.rows("parsed")).isEqualTo(dropped + results.rows("kept"));
    }

    /** Asserts that a directory has exactly the files that its run.json names. */
    public static void assertWhole(Path directory) {
        assertThat(directory.resolve("run.json")).exists();
        Results results = new Results(directory);
        Map<String, Long> named = new TreeMap<>();
        for (JsonNode file : results.run().at("/outputs")) {
            named.put(file.at("/path").asText(), file.at("/bytes").asLong());
        }
        Map<String, Long> found = new TreeMap<>();
        results.files().stream()
                .filter(file -> !file.equals("run.json"))
                .forEach(
                        file -> found.put(file, directory.resolve(file).toFile().length()));
        assertThat(found).isEqualTo(named);
    }

    /** Asserts that the folder contains nothing except the results. */
    public static void assertAlone(Path directory) {
        assertThat(Files.exists(directory)).isTrue();
        assertThat(directory.getParent().toFile().list())
                .containsExactly(directory.getFileName().toString());
    }
}
