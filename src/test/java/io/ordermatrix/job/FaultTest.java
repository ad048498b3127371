package io.ordermatrix.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermatrix.testkit.CommandLineRun;
import io.ordermatrix.testkit.FaultyFileSystem;
import io.ordermatrix.testkit.FaultyFileSystem.Fault;
import io.ordermatrix.testkit.FaultyFileSystem.Operation;
import io.ordermatrix.testkit.FolderImage;
import io.ordermatrix.testkit.ReferenceResults;
import io.ordermatrix.testkit.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever fails on the disks, the results are either right or the old ones are untouched, and the next run succeeds. A
 * few seeded faults; CONTRIBUTING.md has the command for many.
 */
class FaultTest {
    private static final int FAULTS = Integer.getInteger("ordermatrix.faults", 8);
    private static final long SEED = Long.getLong("ordermatrix.fault-seed", System.nanoTime());
    private static final List<String> NOISY = List.of("org.apache.spark", "org.apache.parquet", "io.ordermatrix");
    private static final int ROWS = 2_000;

    @TempDir
    private static Path folder;

    private static Path feed;
    private static Path older;
    private static FolderImage olderImage;
    private static ReferenceResults reference;

    private Path parent;
    private Path output;

    @BeforeAll
    static void makeReference() throws IOException {
        NOISY.forEach(logger -> Configurator.setLevel(logger, Level.OFF));
        FaultyFileSystem.register();
        feed = folder.resolve("feed.csv");
        CommandLineRun.of("generate", "--output", feed, "--rows", ROWS, "--corrupt", "0.005", "--seed", 5);
        older = folder.resolve("older");
        assertThat(CommandLineRun.of("run", "--input", feed, "--output", older, "--hours", "12:00-13:00")
                        .status())
                .isZero();
        olderImage = FolderImage.of(older);
        Path expected = folder.resolve("reference");
        assertThat(CommandLineRun.of("run", "--input", feed, "--output", expected, "--keep-orders", "--lifecycles")
                        .status())
                .isZero();
        reference = new ReferenceResults(new Results(expected));
    }

    @AfterAll
    static void restore() {
        NOISY.forEach(logger -> Configurator.setLevel(logger, Level.ERROR));
    }

    @BeforeEach
    void putOlderResults() throws IOException {
        parent = folder.resolve("parent");
        output = parent.resolve("results");
        putOlderResultsAgain();
    }

    private void putOlderResultsAgain() throws IOException {
        FolderImage.delete(parent);
        FolderImage.copy(older, Files.createDirectories(output));
    }

    @AfterEach
    void stopFailing() {
        FaultyFileSystem.fail(Fault.none());
    }

    private enum Side {
        INPUT,
        OUTPUT
    }

    private CommandLineRun run(Side faulty) {
        String scheme = FaultyFileSystem.SCHEME + "://";
        long size = feed.toFile().length();
        return CommandLineRun.of(
                "run",
                "--input",
                faulty == Side.INPUT ? scheme + feed : feed,
                "--output",
                faulty == Side.OUTPUT ? scheme + output : output,
                "--overwrite",
                "--keep-orders",
                "--lifecycles",
                "--verbose",
                "-Dspark.ordermatrix.scan.wave-size=" + size / 2,
                "-Dspark.ordermatrix.scan.chunk-size=" + size / 4);
    }

    /** How often an undisturbed run does each operation that can fail. */
    private Map<Operation, Long> operations(Side side) throws IOException {
        FaultyFileSystem.fail(Fault.none());
        assertThat(run(side).status()).isZero();
        putOlderResultsAgain();
        Map<Operation, Long> counts = new EnumMap<>(Operation.class);
        for (Operation operation : Operation.values()) {
            if (FaultyFileSystem.count(operation) > 0) {
                counts.put(operation, FaultyFileSystem.count(operation));
            }
        }
        return counts;
    }

    /** Runs with a fault, and returns how it ended: "succeeds" or the line of its error. */
    private String runWith(Side side, Fault fault) throws IOException {
        FaultyFileSystem.fail(fault);
        CommandLineRun run = run(side);
        assertThat(FaultyFileSystem.hasFailed()).isTrue();
        FaultyFileSystem.fail(Fault.none());
        String outcome;
        if (run.status() == 0) {
            reference.assertSame(output);
            outcome = "succeeds";
        } else {
            assertThat(FolderImage.of(Files.exists(output) ? output : parent.resolve(".results.previous")))
                    .isEqualTo(olderImage);
            List<String> errors = run.errorLines().stream()
                    .filter(line -> line.startsWith("error: "))
                    .toList();
            // An input that can't be opened can't be told from one that was named wrongly.
            assertThat(run.status()).as(run.err()).isIn(side == Side.INPUT ? List.of(1, 2) : List.of(1));
            assertThat(errors).as(run.err()).hasSize(1);
            assertThat(errors.get(0)).hasSizeGreaterThan(20).doesNotContain("NullPointer", "IllegalState");
            outcome = errors.get(0);
        }
        boolean isLeftAlone = parent.toFile().list().length == 1;
        if (run.status() != 0 || !isLeftAlone) {
            CommandLineRun next = run(side);
            assertThat(next.status()).as(next.err()).isZero();
            reference.assertSame(output);
        }
        ReferenceResults.assertAlone(output);
        putOlderResultsAgain();
        return outcome;
    }

    @Test
    void noFailedOperationMakesResultsWrongOrLost() throws IOException {
        System.out.printf("%d faults, seed %d%n", FAULTS, SEED);
        Random random = new Random(SEED);
        Map<Side, Map<Operation, Long>> counts = new EnumMap<>(Side.class);
        for (Side side : Side.values()) {
            counts.put(side, operations(side));
        }
        Map<String, Integer> outcomes = new TreeMap<>();
        for (int number = 1; number <= FAULTS; number++) {
            Side side = number % 5 == 0 ? Side.INPUT : Side.OUTPUT;
            List<Operation> operations = new ArrayList<>(counts.get(side).keySet());
            Operation operation = operations.get(random.nextInt(operations.size()));
            long nth = 1 + random.nextLong(counts.get(side).get(operation));
            Fault fault = Fault.of(operation, nth, random.nextBoolean(), random.nextBoolean());
            try {
                String outcome = runWith(side, fault);
                outcomes.merge(
                        "%s %s %s".formatted(side, operation, outcome.equals("succeeds") ? outcome : "fails"),
                        1,
                        Integer::sum);
            } catch (AssertionError failure) {
                throw new AssertionError(
                        "fault %d of seed %d, of %s: %s".formatted(number, SEED, side, fault), failure);
            }
        }
        System.out.printf("%d faults, seed %d, among %s: %s%n", FAULTS, SEED, counts, outcomes);
    }

    @Test
    void aTaskThatFailedAfterTheWavesIsInTheRecord() throws IOException {
        FaultyFileSystem.fail(new Fault(Operation.CREATE, 1, false, false, "/cube/", Long.MAX_VALUE));
        assertThat(run(Side.OUTPUT).status()).isZero();
        assertThat(FaultyFileSystem.hasFailed()).isTrue();
        assertThat(new Results(output).run().path("failures")).singleElement().satisfies(failure -> {
            assertThat(failure.path("wave").asInt()).isZero();
            assertThat(failure.path("attempts").asInt()).isEqualTo(1);
            assertThat(failure.path("error").asText()).contains("/cube/");
        });
        assertThat(new Results(output).run().path("status").asText()).isEqualTo("COMPLETED");
    }

    @Test
    void aFullDiskIsReportedWithWhatToChange() throws IOException {
        FaultyFileSystem.fail(Fault.none());
        assertThat(run(Side.OUTPUT).status()).isZero();
        long needed = FaultyFileSystem.written();
        putOlderResultsAgain();
        for (long share : List.of(0L, 40L, 95L)) {
            assertThat(runWith(Side.OUTPUT, Fault.fullDisk(needed * share / 100)))
                    .as("full at %d %%", share)
                    .startsWith("error: a disk is full: faulty:")
                    .contains(
                            "has 0 B free",
                            "spark.local.dir",
                            "free some space",
                            "resumes after the last finished wave");
        }
    }

    @Test
    void theFirstRenameOfPublishingFails() throws IOException {
        for (boolean isQuiet : new boolean[] {false, true}) {
            assertThat(runWith(Side.OUTPUT, publication("results.previous", 1, false, isQuiet)))
                    .contains("results.previous");
            assertThat(folder.resolve("parent").toFile().list()).containsExactly("results");
        }
    }

    @Test
    void theSecondRenameOfPublishingFailsAndTheOldResultsAreRestored() throws IOException {
        for (boolean isQuiet : new boolean[] {false, true}) {
            FaultyFileSystem.fail(publication("staging/results ", 1, false, isQuiet));
            assertThat(run(Side.OUTPUT).status()).isEqualTo(1);
            assertThat(FaultyFileSystem.hasFailed()).isTrue();
            assertThat(FolderImage.of(output)).isEqualTo(olderImage);
            assertThat(runWith(Side.OUTPUT, publication("staging/results ", 1, false, isQuiet)))
                    .contains("staging/results");
        }
    }

    @Test
    void restoringFailsAndTheNextRunRestoresTheOldResults() throws IOException {
        for (boolean isQuiet : new boolean[] {false, true}) {
            // The first one of the output directory itself moves the old results away; the others fail.
            FaultyFileSystem.fail(publication("parent/results", 2, true, isQuiet));
            assertThat(run(Side.OUTPUT).status()).isEqualTo(1);
            assertThat(output).doesNotExist();
            assertThat(FolderImage.of(parent.resolve(".results.previous"))).isEqualTo(olderImage);
            assertThat(runWith(Side.OUTPUT, publication("parent/results", 2, true, isQuiet)))
                    .startsWith("error: ");
        }
    }

    private static Fault publication(String path, long number, boolean goesOn, boolean isQuiet) {
        return new Fault(Operation.RENAME, number, goesOn, isQuiet, path, Long.MAX_VALUE);
    }
}
