package io.ordermatrix.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermatrix.testkit.CommandLineRun;
import io.ordermatrix.testkit.FlakyFileSystem;
import io.ordermatrix.testkit.Results;
import io.ordermatrix.testkit.TestSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What listeners report of a real run's tasks, compared with the run's accounting. */
class ScanProgressTest {
    @TempDir
    private Path folder;

    private final SparkContext spark = TestSpark.session().sparkContext();

    @BeforeEach
    void registerFileSystem() {
        FlakyFileSystem.register();
    }

    @Test
    void rowsAndBytesEqualTheAccounting() throws Exception {
        Path feed = feed();
        check(feed, feed.toString());
    }

    @Test
    void retriedTasksCountOnce() throws Exception {
        Path feed = feed();
        check(feed, FlakyFileSystem.SCHEME + "://" + feed);
        assertThat(FlakyFileSystem.failures()).isGreaterThan(8);
    }

    private Path feed() {
        Path feed = folder.resolve("feed.csv");
        CommandLineRun.of("generate", "--output", feed, "--rows", 20_000, "--corrupt", "0.01", "--seed", 17);
        return feed;
    }

    private void check(Path feed, String input) throws IOException, TimeoutException {
        long bytes = Files.size(feed);
        ProgressCounter counter = new ProgressCounter(InstantSource.system());
        counter.startScan(bytes, 1, 0, 0, 0);
        counter.startWave(bytes, 2);
        ScanListener listener = new ScanListener(counter);
        spark.addSparkListener(listener);
        Path output = folder.resolve("results");
        CommandLineRun run;
        try {
            run = CommandLineRun.of(
                    "run",
                    "--input",
                    input,
                    "--output",
                    output,
                    "--hours",
                    "10:00-14:00",
                    "-Dspark.ordermatrix.scan.chunk-size=400 KiB");
            spark.listenerBus().waitUntilEmpty();
        } finally {
            spark.removeSparkListener(listener);
        }
        assertThat(run.err()).isEmpty();
        Results results = new Results(output);
        long rejected =
                results.rejected().values().stream().mapToLong(Long::longValue).sum();
        Progress progress = counter.progress();
        assertThat(progress.rows()).isEqualTo(results.rows("parsed") + rejected);
        assertThat(progress.bytesDone()).isEqualTo(bytes);
    }
}
