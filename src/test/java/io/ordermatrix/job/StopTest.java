package io.ordermatrix.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.ordermatrix.testkit.CommandLineRun;
import io.ordermatrix.testkit.ProgramProcess;
import io.ordermatrix.testkit.ReferenceResults;
import io.ordermatrix.testkit.Results;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A run that is told to stop, and one with little memory, in separate processes. */
@DisabledOnOs(OS.WINDOWS)
class StopTest {
    private static final int SIGINT = 2;
    private static final Pattern INTERRUPTED =
            Pattern.compile("error: interrupted: (\\d+) of (\\d+) waves are done; rerun the same command to resume");

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
    void aTerminatedRunStopsAndResumes() throws IOException, InterruptedException {
        stopAndResume("term", ProgramProcess::terminate);
    }

    @Test
    void anInterruptedRunStopsAndResumes() throws IOException, InterruptedException {
        assumeFalse(ignoresInterrupts(), "whoever started the tests keeps Ctrl-C from them and their processes");
        stopAndResume(
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

    private static void stopAndResume(String name, Signal signal) throws IOException, InterruptedException {
        Path parent = Files.createDirectories(folder.resolve(name));
        Path side = folder.resolve(name + "-side");
        Path output = parent.resolve("results");
        List<String> command =
                command(output, "-Dspark.ordermatrix.scan.wave-size=1MB", "-Dspark.ordermatrix.scan.chunk-size=500kB");
        CommandLineRun stopped;
        try (ProgramProcess program = ProgramProcess.start(side, "1g", command)) {
            assertThat(program.awaitFile(parent.resolve(".results.staging/work/waves/wave-00000002")))
                    .isTrue();
            signal.send(program);
            stopped = program.end();
        }
        assertThat(stopped.status()).as(stopped.err()).isEqualTo(130);
        Matcher error = INTERRUPTED.matcher(onlyError(stopped));
        assertThat(error.matches()).as(stopped.err()).isTrue();
        int done = Integer.parseInt(error.group(1));
        int all = Integer.parseInt(error.group(2));
        // It did not continue to the end.
        assertThat(done).isBetween(2, all - 1);
        assertThat(output).doesNotExist();
        CommandLineRun again = ProgramProcess.run(side, "1g", command);
        assertThat(again.status()).as(again.err()).isZero();
        assertThat(again.err()).contains("Resuming: %d of %d waves are already done".formatted(done, all));
        reference.assertSame(output);
        ReferenceResults.assertAlone(output);
    }

    private static String onlyError(CommandLineRun run) {
        List<String> errors = run.errorLines().stream()
                .filter(line -> line.startsWith("error:"))
                .toList();
        assertThat(errors).as(run.err()).hasSize(1);
        return errors.get(0);
    }

    @Test
    void aHeapOf512MegabytesIsEnoughForTheSample() throws IOException, InterruptedException {
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
    void tooSmallAHeapIsReportedWithWhatToChange() throws IOException, InterruptedException {
        // A row of a gigabyte, in a sparse file.
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
            assertThat(onlyError(run))
                    .startsWith("error: out of memory: the heap has")
                    .contains("raise local.driver-memory or lower local.workers");
            assertThat(output).doesNotExist();
        }
    }
}
