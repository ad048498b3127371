package io.ordermatrix.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermatrix.testkit.CommandLineRun;
import io.ordermatrix.testkit.FolderImage;
import io.ordermatrix.testkit.ProgramProcess;
import io.ordermatrix.testkit.ReferenceResults;
import io.ordermatrix.testkit.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run that is killed at any time leaves either the complete old results or its own, and resumes when it is started
 * again. A few kills of a small run; CONTRIBUTING.md has the command for many of a long one.
 */
class KillTest {
    private static final int KILLS = Integer.getInteger("ordermatrix.kills", 3);
    private static final long BYTES = Long.getLong("ordermatrix.kill-bytes", 3_000_000);
    private static final long SEED = Long.getLong("ordermatrix.kill-seed", System.nanoTime());
    private static final long WAVE_BYTES = Math.max(BYTES / 12, 1_000_000);
    private static final int SAMPLE_ROWS = 10_000;
    private static final int LONGEST_DELAY_MILLIS = 60;
    /** A run is killed at a random moment of its usual duration, so sometimes it has already finished. */
    private static final int MOST_ATTEMPTS = 20;
    /** Written shortly before publishing, the last one immediately before it. */
    private static final List<String> LAST_FILES = List.of("by_date_hour.csv", "matrix.csv", "run.json");

    private static final Pattern RESUMED = Pattern.compile("Resuming: (\\d+) of \\d+ waves are already done");

    private final Random random = new Random(SEED);
    private final Map<Activity, Integer> killsIn = new EnumMap<>(Activity.class);

    @TempDir
    private Path folder;

    private Path feed;
    private Path older;
    private FolderImage olderImage;
    private ReferenceResults reference;
    private Duration duration;
    private int resumedRuns;
    private int resumedWaves;

    /** What a run was doing when it was killed. */
    private enum Activity {
        START,
        SCAN,
        MERGE,
        PUBLICATION,
        BETWEEN_RENAMES,
        AFTERWARDS
    }

    @Test
    void aKilledRunResumesWithTheSameResults() throws IOException, InterruptedException {
        prepare();
        for (int kill = 1; kill <= KILLS; kill++) {
            boolean isReplacing = kill % 2 == 0;
            boolean isAimedAtPublication = kill % 3 == 2;
            kill(kill, isReplacing, isAimedAtPublication);
        }
        System.out.printf(
                "%d kills, seed %d, %d bytes, %s: %s; %d runs went on from %d waves; all results are the same%n",
                KILLS, SEED, Files.size(feed), duration, killsIn, resumedRuns, resumedWaves);
    }

    private void prepare() throws IOException, InterruptedException {
        Path sample = folder.resolve("sample.csv");
        generate(sample, SAMPLE_ROWS);
        feed = folder.resolve("feed.csv");
        generate(feed, BYTES * SAMPLE_ROWS / Files.size(sample) * 101 / 100);
        assertThat(Files.size(feed)).isGreaterThan(BYTES);
        older = folder.resolve("older");
        assertThat(CommandLineRun.of("run", "--input", sample, "--output", older)
                        .status())
                .isZero();
        olderImage = FolderImage.of(older);

        Path output = folder.resolve("reference");
        Instant begin = Instant.now();
        CommandLineRun run = ProgramProcess.run(folder.resolve("side"), "1g", command(output, false));
        duration = Duration.between(begin, Instant.now());
        assertThat(run.status()).as(run.err()).isZero();
        reference = new ReferenceResults(new Results(output));
        ReferenceResults.assertWhole(output);
    }

    private static void generate(Path file, long rows) {
        CommandLineRun run = CommandLineRun.of(
                "generate", "--output", file, "--rows", rows, "--corrupt", "0.001", "--seed", SEED & 0xFFFF);
        assertThat(run.status()).as(run.err()).isZero();
    }

    private List<String> command(Path output, boolean overwrite) {
        List<String> command = new ArrayList<>(List.of(
                "run",
                "--input",
                feed.toString(),
                "--output",
                output.toString(),
                "--keep-orders",
                "--lifecycles",
                "-Dspark.ordermatrix.scan.wave-size=" + WAVE_BYTES,
                "-Dspark.ordermatrix.scan.chunk-size=" + WAVE_BYTES / 4));
        if (overwrite) {
            command.add("--overwrite");
        }
        return command;
    }

    private void kill(int kill, boolean isReplacing, boolean isAimedAtPublication)
            throws IOException, InterruptedException {
        Path parent = folder.resolve("kill-" + kill);
        Path side = folder.resolve("side-" + kill);
        Path output = parent.resolve("results");
        List<String> command = command(output, isReplacing);
        boolean wasAlive = false;
        for (int attempt = 1; !wasAlive; attempt++) {
            assertThat(attempt).as("a run that always ends before it is killed").isLessThanOrEqualTo(MOST_ATTEMPTS);
            FolderImage.delete(parent);
            Files.createDirectories(parent);
            if (isReplacing) {
                FolderImage.copy(older, output);
            }
            try (ProgramProcess program = ProgramProcess.start(side, "1g", command)) {
                if (isAimedAtPublication) {
                    String file = LAST_FILES.get(random.nextInt(LAST_FILES.size()));
                    program.awaitFile(staging(output).resolve("results").resolve(file));
                    TimeUnit.MICROSECONDS.sleep(random.nextInt(LONGEST_DELAY_MILLIS * 1000));
                } else {
                    TimeUnit.NANOSECONDS.sleep(random.nextLong(duration.toNanos()));
                }
                wasAlive = program.isAlive();
                program.kill();
            }
        }
        Activity activity = activityOf(output, isReplacing);
        killsIn.merge(activity, 1, Integer::sum);
        assertOldOrNew(output, isReplacing);
        boolean wasNew = isNew(output);
        int done = doneWaves(output);

        CommandLineRun again = ProgramProcess.run(side, "1g", command);
        assertThat(again.status()).as(again.err()).isZero();
        Matcher resumed = RESUMED.matcher(again.err());
        int waves = resumed.find() ? Integer.parseInt(resumed.group(1)) : 0;
        if (!wasNew) {
            assertThat(waves).as(again.err()).isEqualTo(done);
        }
        resumedRuns += waves > 0 ? 1 : 0;
        resumedWaves += waves;
        System.out.printf(
                "kill %d, seed %d, %s: in %s, gone on from %d waves%n",
                kill, SEED, isReplacing ? "over older results" : "nothing there before", activity, waves);
        reference.assertSame(output);
        ReferenceResults.assertAlone(output);
        FolderImage.delete(parent);
        FolderImage.delete(side);
    }

    private static Path staging(Path output) {
        return output.resolveSibling(".results.staging");
    }

    private static Path previous(Path output) {
        return output.resolveSibling(".results.previous");
    }

    /** The number of finished waves of a run that has not been published. */
    private static int doneWaves(Path output) {
        String[] done = staging(output).resolve("work/waves").toFile().list((folder, name) -> name.startsWith("wave-"));
        return done == null ? 0 : done.length;
    }

    private Activity activityOf(Path output, boolean isReplacing) throws IOException {
        if (isNew(output)) {
            return Files.exists(staging(output)) ? Activity.PUBLICATION : Activity.AFTERWARDS;
        }
        if (isReplacing && !Files.exists(output)) {
            return Activity.BETWEEN_RENAMES;
        }
        Path results = staging(output).resolve("results");
        if (Files.exists(results.resolve("by_date_hour.csv"))) {
            return Activity.PUBLICATION;
        }
        if (Files.exists(results.resolve("cube"))) {
            return Activity.MERGE;
        }
        return Files.exists(staging(output).resolve("work/state.json")) ? Activity.SCAN : Activity.START;
    }

    private boolean isNew(Path output) throws IOException {
        return Files.exists(output) && !FolderImage.of(output).equals(olderImage);
    }

    /** Must hold at the time of the kill. */
    private void assertOldOrNew(Path output, boolean isReplacing) throws IOException {
        if (isNew(output)) {
            reference.assertSame(output);
        } else if (isReplacing) {
            // If directories can't be swapped in one step, the next run restores these.
            Path kept = Files.exists(output) ? output : previous(output);
            assertThat(FolderImage.of(kept)).isEqualTo(olderImage);
        } else {
            assertThat(output).doesNotExist();
        }
    }
}
