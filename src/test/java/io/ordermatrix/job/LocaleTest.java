package io.ordermatrix.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermatrix.testkit.CommandLineRun;
import io.ordermatrix.testkit.FolderImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results do not depend on the language of the machine. */
class LocaleTest {
    private static final Locale OWN_DIGITS = Locale.forLanguageTag("ar-EG");

    private final Locale usual = Locale.getDefault();

    @TempDir
    private Path folder;

    @AfterEach
    void restore() {
        Locale.setDefault(usual);
    }

    @Test
    void aMachineThatWritesOtherDigitsHasTheSameResults() throws IOException {
        CommandLineRun.of("generate", "--output", folder.resolve("feed.csv"), "--rows", 5000, "--corrupt", 0.01);
        Path expected = folder.resolve("expected");
        CommandLineRun run = run(expected);
        assertThat(run.status()).as(run.err()).isZero();

        Locale.setDefault(OWN_DIGITS);
        assertThat("%d".formatted(1)).isNotEqualTo("1");
        Path found = folder.resolve("found");
        CommandLineRun foreign = run(found);
        assertThat(foreign.status()).as(foreign.err()).isZero();
        CommandLineRun repeated = run(found);
        assertThat(repeated.out()).startsWith("Nothing to do");

        assertThat(withoutRecords(found)).isEqualTo(withoutRecords(expected));
        assertThat(Files.readString(found.resolve("rejects.csv"))).contains("feed.csv\",");
    }

    private CommandLineRun run(Path output) {
        return CommandLineRun.of(
                "run",
                "--input",
                folder.resolve("feed.csv"),
                "--output",
                output,
                "--keep-orders",
                "--lifecycles",
                "-Dspark.ordermatrix.scan.chunk-size=100 KiB",
                "-Dspark.ordermatrix.scan.wave-size=300 KiB");
    }

    /** The files of results but for those that have the time of a run. */
    private static Map<String, String> withoutRecords(Path results) throws IOException {
        Map<String, String> files = new TreeMap<>(FolderImage.of(results).files());
        files.keySet().removeAll(List.of("run.json", "report.html"));
        return files;
    }
}
