package io.ordermatrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tasks that fail in the middle of a chunk and are tried again change nothing: every row is counted once. */
class RetriedTasksTest {
    private static final String IMPLEMENTATION = "fs." + FlakyFileSystem.SCHEME + ".impl";

    @TempDir
    private Path folder;

    @BeforeEach
    void registerFileSystem() {
        TestSpark.session().sparkContext().hadoopConfiguration().set(IMPLEMENTATION, FlakyFileSystem.class.getName());
        System.setProperty("spark.hadoop." + IMPLEMENTATION, FlakyFileSystem.class.getName());
        FlakyFileSystem.reset();
    }

    @AfterEach
    void unregisterFileSystem() {
        System.clearProperty("spark.hadoop." + IMPLEMENTATION);
    }

    @Test
    void resultsAndAccountingAreThoseOfARunWithoutFailures() {
        Path feed = folder.resolve("feed.csv");
        CommandLineRun.of("generate", "--output", feed, "--rows", 20_000, "--corrupt", "0.01", "--seed", 17);
        Results calm = run(feed.toString(), "calm");
        Results flaky = run(FlakyFileSystem.SCHEME + "://" + feed, "flaky");
        assertThat(FlakyFileSystem.failures()).isGreaterThan(8);
        List<String> reports = calm.files().stream()
                .filter(file -> file.endsWith(".csv") && !file.equals("rejects.csv"))
                .toList();
        for (String report : reports) {
            assertThat(flaky.text(report)).as(report).isEqualTo(calm.text(report));
        }
        assertThat(flaky.text("rejects.csv").replace(FlakyFileSystem.SCHEME + ":", ""))
                .isEqualTo(calm.text("rejects.csv"));
        assertThat(flaky.run().at("/accounting")).isEqualTo(calm.run().at("/accounting"));
    }

    private Results run(String input, String name) {
        Path output = folder.resolve(name);
        CommandLineRun run = CommandLineRun.of(
                "run", "--input", input, "--output", output, "-Dspark.ordermatrix.scan.chunk-size=400 KiB");
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        return new Results(output);
    }
}
