package io.ordermatrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A run that is told to stop, and one with little memory, as processes of their own. */
@DisabledOnOs(OS.WINDOWS)
class StopTest {
    private static final int SIGINT = 2;
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    private static Path folder;

    private static Path feed;
    private static ReferenceResults reference;

    @BeforeAll
    static void makeReference() {
        feed = folder.resolve("feed.csv");
        CommandLineRun.of("generate", "--output", feed, "--rows", 300_000, "--dates", 3, "--corrupt", "0.001");
        Path output = folder.resolve("reference");
        CommandLineRun run = CommandLineRun.of("run", "--input", feed, "--output", output);
        assertThat(run.status()).as(run.err()).isZero();
        reference = new ReferenceResults(new Results(output));
    }

    private static List<String> command(Path output, String... options) {
        List<String> command =
                new ArrayList<>(List.of("run", "--input", feed.toString(), "--output", output.toString()));
        command.addAll(List.of(options));
        return command;
    }

    @Test
    void aTerminatedRunStopsAndGoesOn() throws IOException, InterruptedException, SQLException {
        stopAndGoOn("term", ProgramProcess::terminate);
    }

    @Test
    void anInterruptedRunStopsAndGoesOn() throws IOException, InterruptedException, SQLException {
        assumeFalse(ignoresInterrupts(), "whoever started the tests keeps Ctrl-C from them and their processes");
        stopAndGoOn(
                "int",
                program -> new ProcessBuilder("kill", "-INT", Long.toString(program.number()))
                        .start()
                        .waitFor());
    }

    private static boolean ignoresInterrupts() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return false;
        }
        String ignored = Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .findFirst()
                .orElseThrow()
                .substring("SigIgn:".length())
                .trim();
        return (Long.parseUnsignedLong(ignored, 16) >> (SIGINT - 1) & 1) == 1;
    }

    private interface Signal {
        void send(ProgramProcess program) throws IOException, InterruptedException;
    }

    private static void stopAndGoOn(String name, Signal signal) throws IOException, InterruptedException, SQLException {
        Path parent = Files.createDirectories(folder.resolve(name));
        Path side = folder.resolve(name + "-side");
        Path output = parent.resolve("results");
        List<String> command =
                command(output, "-Dspark.ordermatrix.scan.wave-size=1MB", "-Dspark.ordermatrix.scan.chunk-size=500kB");
        try (ProgramProcess program = ProgramProcess.start(side, "1g", command)) {
            program.awaitFile(parent.resolve(".results.staging/work/waves/wave-00000002"));
            Instant sent = Instant.now();
            signal.send(program);
            CommandLineRun stopped = program.end();
            assertThat(Duration.between(sent, Instant.now())).isLessThan(SOON);
            assertThat(stopped.status()).as(stopped.err()).isEqualTo(130);
            assertThat(stopped.errorLines())
                    .filteredOn(line -> line.startsWith("error:"))
                    .singleElement()
                    .asString()
                    .matches("error: interrupted: \\d+ of \\d+ waves are done; rerun the same command to resume");
        }
        assertThat(output).doesNotExist();
        CommandLineRun again = ProgramProcess.run(side, "1g", command);
        assertThat(again.status()).as(again.err()).isZero();
        assertThat(again.err()).containsPattern("Resuming: [1-9]\\d* of \\d+ waves are already done");
        reference.assertSame(output);
        ReferenceResults.assertAlone(output);
    }

    @Test
    void aHeapOf512MegabytesIsEnoughForTheSample() throws IOException, InterruptedException, SQLException {
        Path parent = Files.createDirectories(folder.resolve("heap"));
        Path output = parent.resolve("results");
        CommandLineRun run = ProgramProcess.run(
                folder.resolve("heap-side"), "512m", command(output, "-Dspark.ordermatrix.scan.wave-size=8MB"));
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(new Results(output).run().at("/waves").size()).isGreaterThan(3);
        reference.assertSame(output);
        ReferenceResults.assertAlone(output);
    }

    @Test
    void aHeapThatIsTooSmallIsNamedWithWhatToChange() throws IOException, InterruptedException {
        // A row of a gigabyte, which takes no room on the disk.
        Path endless = folder.resolve("endless.csv");
        try (Stream<String> lines = Files.lines(feed)) {
            Files.writeString(endless, lines.findFirst().orElseThrow() + "\n");
        }
        try (var file = new RandomAccessFile(endless.toFile(), "rw")) {
            file.setLength(1L << 30);
        }
        Path output = folder.resolve("no-results");
        for (String heap : List.of("512m", "300m")) {
            CommandLineRun run = ProgramProcess.run(
                    folder.resolve("no-side"),
                    heap,
                    List.of("run", "--input", endless.toString(), "--output", output.toString()));
            assertThat(run.status()).as(run.err()).isEqualTo(1);
            assertThat(run.errorLines())
                    .filteredOn(line -> line.startsWith("error:"))
                    .singleElement()
                    .asString()
                    .startsWith("error: out of memory: the heap has")
                    .contains("raise local.driver-memory or lower local.workers");
            assertThat(output).doesNotExist();
        }
    }
}
