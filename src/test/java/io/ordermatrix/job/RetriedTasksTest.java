package io.ordermatrix.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermatrix.testkit.CommandLineRun;
import io.ordermatrix.testkit.FlakyFileSystem;
import io.ordermatrix.testkit.Results;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tasks that fail in the middle of a chunk and are retried change nothing: every row is counted once. */
class RetriedTasksTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void registerFileSystem() {
        FlakyFileSystem.register();
    }

    @Test
    void resultsAndAccountingEqualThoseOfARunWithoutFailures() {
        Path feed = folder.resolve("feed.csv");
        CommandLineRun.of("generate", "--output", feed, "--rows", 20_000, "--corrupt", "0.01", "--seed", 17);
        Results calm = run(feed.toString(), "calm");
        Results flaky = run(FlakyFileSystem.SCHEME + "://" + feed, "flaky");
        assertThat(FlakyFileSystem.failures()).isGreaterThan(8);
        for (String report : calm.reports()) {
            // Rejects name their file.
            assertThat(flaky.text(report).replace(FlakyFileSystem.SCHEME + ":", ""))
                    .as(report)
                    .isEqualTo(calm.text(report));
        }
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
