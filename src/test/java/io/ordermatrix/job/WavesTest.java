package io.ordermatrix.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordermatrix.testkit.CommandLineRun;
import io.ordermatrix.testkit.DamagedFileSystem;
import io.ordermatrix.testkit.DamagedFileSystem.Damage;
import io.ordermatrix.testkit.DuckDb;
import io.ordermatrix.testkit.OrderCsv;
import io.ordermatrix.testkit.Results;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs in waves: finished waves stay finished, whatever happens to the rest. */
class WavesTest {
    private static final String[] SMALL_WAVES = {
        "-Dspark.ordermatrix.scan.chunk-size=300 KiB", "-Dspark.ordermatrix.scan.wave-size=700 KiB"
    };
    private static final String SKIP = "-Dspark.ordermatrix.run.on-error=skip";

    @TempDir
    private Path folder;

    private Path feed;
    private Path output;

    @BeforeEach
    void makeFeed() {
        DamagedFileSystem.register();
        DamagedFileSystem.damage("", Damage.NONE);
        output = folder.resolve("results");
        feed = generate("feed.csv", 17, "2");
    }

    private Path generate(String name, int seed, String dates) {
        Path file = folder.resolve(name);
        CommandLineRun.of(
                "generate", "--output", file, "--rows", 20_000, "--dates", dates, "--corrupt", "0.005", "--seed", seed);
        return file;
    }

    private CommandLineRun run(Object input, Object... options) {
        return CommandLineRun.of(
                Stream.concat(Stream.of("run", "--input", input, "--output", output), Stream.of(options))
                        .toArray());
    }

    private CommandLineRun runInWaves(Object input, Object... options) {
        return run(
                input,
                Stream.concat(Stream.of((Object[]) SMALL_WAVES), Stream.of(options))
                        .toArray());
    }

    private Results inOneWave(Path input, Object... options) {
        Path whole = folder.resolve("whole");
        CommandLineRun run = CommandLineRun.of(
                Stream.concat(Stream.of("run", "--input", input, "--output", whole), Stream.of(options))
                        .toArray());
        assertThat(run.err()).isEmpty();
        return new Results(whole);
    }

    private static void assertSameReports(Results results, Results expected) throws SQLException {
        for (String report : expected.reports()) {
            // Rejects name their file.
            assertThat(results.text(report).replace(DamagedFileSystem.SCHEME + ":", ""))
                    .as(report)
                    .isEqualTo(expected.text(report));
        }
        assertThat(results.run().at("/accounting")).isEqualTo(expected.run().at("/accounting"));
        assertThat(DuckDb.query("(FROM %s EXCEPT FROM %s) UNION ALL (FROM %s EXCEPT FROM %s)"
                        .formatted(cube(results), cube(expected), cube(expected), cube(results))))
                .isEmpty();
    }

    private static String cube(Results results) {
        return "read_parquet('" + results.directory() + "/cube/*/*.parquet', hive_partitioning = true)";
    }

    private static String damaged(Path file) {
        return DamagedFileSystem.SCHEME + "://" + file;
    }

    private static List<JsonNode> waves(Results results) {
        return StreamSupport.stream(results.run().at("/waves").spliterator(), false)
                .toList();
    }

    private void assertNothingLeft(String... names) {
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder(names);
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "spark-csv"})
    void manyWavesGiveTheSameResultsAsOne(String engine) throws SQLException, IOException {
        assertThat(runInWaves(feed, "--engine", engine).err()).isEmpty();
        Results results = new Results(output);
        assertSameReports(results, inOneWave(feed));
        assertThat(waves(results)).hasSizeGreaterThan(3);
        assertThat(waves(results).stream()
                        .mapToLong(wave -> wave.at("/bytes").asLong())
                        .sum())
                .isEqualTo(Files.size(feed));
        assertThat(waves(results).stream()
                        .mapToLong(wave -> wave.at("/rows").asLong())
                        .sum())
                .isEqualTo(results.rows("parsed")
                        + results.rejected().values().stream()
                                .mapToLong(Long::longValue)
                                .sum());
    }

    @Test
    void manyTasksGiveTheSameResultsAsFew() throws SQLException, IOException {
        assertThat(run(feed, "-Dspark.ordermatrix.scan.chunk-size=8 KiB").err()).isEmpty();
        assertThat(Files.size(feed) / 8192).isGreaterThan(300);
        assertSameReports(new Results(output), inOneWave(feed));
        assertNothingLeft("feed.csv", "results", "whole");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--keep-orders"})
    void aRunResumesAfterTheLastFinishedWave(String option) throws SQLException {
        Object[] options = Stream.of(option).filter(text -> !text.isEmpty()).toArray();
        DamagedFileSystem.damage("feed.csv", Damage.BAD_SECTOR);
        CommandLineRun failed = runInWaves(damaged(feed), options);
        assertThat(failed.status()).isEqualTo(1);
        assertThat(failed.errorLines()).singleElement().asString().contains("feed.csv: can't be read: bad sector");
        assertThat(output).doesNotExist();

        DamagedFileSystem.damage("", Damage.NONE);
        Instant again = Instant.now();
        CommandLineRun resumed = runInWaves(damaged(feed), options);
        assertThat(resumed.status()).isZero();
        Results results = new Results(output);
        List<JsonNode> waves = waves(results);
        long before = waves.stream()
                .filter(wave -> Instant.parse(wave.at("/started").asText()).isBefore(again))
                .count();
        assertThat(before).isBetween(1L, waves.size() - 1L);
        assertThat(resumed.errorLines())
                .containsExactly("Resuming: %d of %d waves are already done".formatted(before, waves.size()));
        assertSameReports(results, inOneWave(feed, options));
        assertNothingLeft("feed.csv", "results", "whole");
    }

    @Test
    void anotherInputOrSelectionStartsOverAndReportsWhatChanged() throws SQLException {
        DamagedFileSystem.damage("feed.csv", Damage.BAD_SECTOR);
        assertThat(runInWaves(damaged(feed)).status()).isEqualTo(1);
        DamagedFileSystem.damage("", Damage.NONE);
        CommandLineRun other = runInWaves(damaged(feed), "--hours", "10:00-12:00");
        assertThat(other.errorLines())
                .containsExactly("Starting over, because the earlier run was a different one:"
                        + " selection.hours was absent and is \"10:00-12:00\"");
        assertSameReports(new Results(output), inOneWave(feed, "--hours", "10:00-12:00"));

        DamagedFileSystem.damage("feed.csv", Damage.BAD_SECTOR);
        assertThat(runInWaves(damaged(feed), "--overwrite").status()).isEqualTo(1);
        DamagedFileSystem.damage("", Damage.NONE);
        generate("feed.csv", 18, "2");
        CommandLineRun changed = runInWaves(damaged(feed), "--overwrite");
        assertThat(changed.status()).isZero();
        assertThat(changed.errorLines())
                .singleElement()
                .asString()
                .startsWith("Starting over, because the earlier run was a different one: input ")
                .contains("feed.csv was ", " bytes of ", " and is ");
    }

    @Test
    void afterAFinishedRunThereIsNothingToDo() throws IOException {
        assertThat(run(feed).status()).isZero();
        String record = new Results(output).text("run.json");
        CommandLineRun repeated = run(feed);
        assertThat(repeated.status()).isZero();
        assertThat(repeated.out()).startsWith("Nothing to do: " + output);
        assertThat(new Results(output).text("run.json")).isEqualTo(record);
        CommandLineRun stricter = run(feed, "-Dspark.ordermatrix.reject.max-share=0.0001");
        assertThat(stricter.status()).isEqualTo(1);
        assertThat(stricter.errorLines())
                .singleElement()
                .asString()
                .matches(".* of \\d+ rows were rejected, but reject.max-share allows 1.0E-4");
        assertThat(new Results(output).text("run.json")).isEqualTo(record);
        assertThat(run(feed, "--security", "1").status()).isEqualTo(2);
        assertThat(run(feed, "--overwrite").status()).isZero();
        assertThat(new Results(output).text("run.json")).isNotEqualTo(record);
    }

    @Test
    void twoRunsCantWriteToOneDirectory() throws IOException {
        ProcessHandle other = ProcessHandle.current().parent().orElseThrow();
        Path lock = folder.resolve(".results.lock");
        Files.writeString(lock, lock(other.pid(), other.info().startInstant().orElseThrow()));
        CommandLineRun second = run(feed);
        assertThat(second.status()).isEqualTo(2);
        assertThat(second.errorLines())
                .containsExactly(
                        "error: %s: another run (process %d on %s) is writing to it; wait until that has finished"
                                .formatted(
                                        output,
                                        other.pid(),
                                        InetAddress.getLocalHost().getHostName()));
        assertThat(output).doesNotExist();

        // In another container on this machine, processes have numbers of their own.
        Files.writeString(
                lock, lock(other.pid(), Instant.EPOCH).replace("\"process\"", "\"machine\":\"another\",\"process\""));
        assertThat(run(feed).status()).isEqualTo(2);

        // A dead process does not hold the lock, whether its number is unused or belongs to another process by now.
        Files.writeString(lock, lock(other.pid(), Instant.EPOCH));
        assertThat(run(feed).status()).isZero();
        assertNothingLeft("feed.csv", "results");
    }

    private static String lock(long process, Instant started) throws IOException {
        return "{\"host\":\"%s\",\"process\":%d,\"started\":%d,\"token\":\"one\"}"
                .formatted(InetAddress.getLocalHost().getHostName(), process, started.toEpochMilli());
    }

    @Test
    void anUnreadableFileFailsTheRunOrIsSkipped() throws IOException, SQLException {
        Path input = Files.createDirectory(folder.resolve("input"));
        Path whole = Files.move(feed, input.resolve("a.csv"));
        Path other = generate("other.csv", 5, "3");
        Path cut = input.resolve("b.csv.gz");
        compressHalf(other, cut);

        CommandLineRun failed = runInWaves(input);
        assertThat(failed.status()).isEqualTo(1);
        assertThat(failed.errorLines()).singleElement().asString().startsWith("error: " + cut + ": can't be read: ");
        assertThat(output).doesNotExist();

        CommandLineRun skipped = runInWaves(input, SKIP);
        assertThat(skipped.status()).isEqualTo(3);
        assertThat(skipped.err()).contains(cut + ": can't be read: ", "the file is skipped, and its cells are FAILED");
        Results results = new Results(output);
        JsonNode run = results.run();
        assertThat(run.at("/status").asText()).isEqualTo("COMPLETED_WITH_FAILURES");
        assertThat(run.at("/failures"))
                .filteredOn(failure -> failure.has("file"))
                .singleElement()
                .satisfies(failure -> {
                    assertThat(failure.at("/file").asText()).isEqualTo(cut.toString());
                    assertThat(failure.at("/attempts").asInt()).isEqualTo(4);
                    assertThat(failure.at("/wave").asInt()).isPositive();
                    assertThat(failure.at("/error").asText()).contains("can't be read");
                });
        // The rest is complete.
        Results rest = inOneWave(whole);
        assertThat(run.at("/accounting")).isEqualTo(rest.run().at("/accounting"));
        assertThat(results.text("by_security.csv")).isEqualTo(rest.text("by_security.csv"));
        // Of the cells of the cut file, those in its readable part have failed.
        assertThat(run.at("/matrix/failed").asInt()).isPositive();
        assertThat(results.csv("matrix.csv"))
                .filteredOn(cell -> cell.get("status").equals("FAILED"))
                .hasSize(run.at("/matrix/failed").asInt())
                .allSatisfy(cell -> assertThat(cell.get("error")).startsWith(cut + ": can't be read"));
        assertThat(results.csv("matrix.csv"))
                .filteredOn(cell -> cell.get("trade_date").equals("2024-09-02"))
                .extracting(cell -> cell.get("status"))
                .contains("FAILED");
    }

    /** What there would have been is looked up in a file that can be read. */
    @Test
    void anUnreadableFileDoesNotFailASelectionThatKeepsNothing() throws IOException {
        Path input = Files.createDirectory(folder.resolve("input"));
        compressHalf(feed, input.resolve("a.csv.gz"));
        Path readable = new OrderCsv().row().writeTo(input.resolve("b.csv"));
        CommandLineRun run = run(input, SKIP, "--security", "1");
        assertThat(run.status()).as(run.err()).isEqualTo(3);
        assertThat(run.err())
                .contains(
                        "The selection keeps none of 1 rows",
                        "the first 1 rows of " + readable + " have dates 2024-09-05");
    }

    /** Writes the first half of a compressed file. */
    private static void compressHalf(Path file, Path compressed) throws IOException {
        Path all = compressed.resolveSibling("_all");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(all))) {
            Files.copy(file, out);
        }
        byte[] bytes = Files.readAllBytes(all);
        Files.write(compressed, Arrays.copyOf(bytes, bytes.length / 2));
        Files.delete(all);
    }

    @Test
    void anExpectedCellIsNotEmptyIfItsEventsMayBeInAnUnreadableFile() throws IOException {
        Path input = Files.createDirectory(folder.resolve("input"));
        new OrderCsv()
                .row("security_code", 1, "timestamp", OrderCsv.timestamp("2024-01-01T12:00:00"))
                .writeTo(input.resolve("a.csv"));
        // Its header can be read, and so can its first half, of which the selection keeps nothing.
        Files.move(feed, input.resolve("b.csv"));
        DamagedFileSystem.damage("b.csv", Damage.BAD_SECTOR);
        CommandLineRun run =
                run(damaged(input), SKIP, "--security", "1,2", "--from", "2024-01-01", "--to", "2024-01-02");
        assertThat(run.status()).isEqualTo(3);
        assertThat(new Results(output).csv("matrix.csv"))
                .extracting(cell -> cell.get("security_code") + " " + cell.get("trade_date") + " " + cell.get("status"))
                .containsExactly(
                        "1 2024-01-01 COMPLETED", "1 2024-01-02 FAILED", "2 2024-01-01 FAILED", "2 2024-01-02 FAILED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "spark-csv"})
    void aFileThatShrinksWhileItIsReadFailsTheRun(String engine) {
        DamagedFileSystem.damage("feed.csv", Damage.SHRINKS);
        CommandLineRun run = runInWaves(damaged(feed), "--engine", engine);
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.errorLines())
                .singleElement()
                .asString()
                .contains("feed.csv: can't be read: it ")
                .containsAnyOf("changed during the run", "ended before byte");
        assertThat(output).doesNotExist();
    }

    @Test
    void aDamagedWaveIsScannedAgain() throws IOException, SQLException {
        DamagedFileSystem.damage("feed.csv", Damage.BAD_SECTOR);
        assertThat(runInWaves(damaged(feed)).status()).isEqualTo(1);
        DamagedFileSystem.damage("", Damage.NONE);
        Path groups = folder.resolve(".results.staging/work/waves/wave-00000001/groups");
        try (Stream<Path> files = Files.list(groups)) {
            Files.write(files.sorted().findFirst().orElseThrow(), new byte[0]);
        }
        CommandLineRun resumed = runInWaves(damaged(feed));
        assertThat(resumed.status()).isZero();
        assertThat(resumed.err()).contains("Wave 1 is damaged and is scanned again");
        assertSameReports(new Results(output), inOneWave(feed));
    }

    /** A file of a wrong layout is not scanned to its end, and a file whose bad rows are at its start is. */
    @Test
    void tooManyRejectsStopTheScanEarly() throws IOException, SQLException {
        String text = Files.readString(feed);
        int body = text.indexOf('\n') + 1;
        Path wrong = folder.resolve("wrong.csv");
        Files.writeString(wrong, text.substring(0, body) + text.substring(body).replace(',', ';'));
        CommandLineRun run = runInWaves(wrong);
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("the scan stops here", "line 2 ", "field_count");
        Matcher rejected =
                Pattern.compile("(\\d+) of (\\d+) rows were rejected").matcher(run.err());
        assertThat(rejected.find()).isTrue();
        assertThat(Long.parseLong(rejected.group(1))).isLessThan(10_000);
        assertThat(output).doesNotExist();

        int half = text.indexOf('\n', text.length() / 10) + 1;
        Files.writeString(
                wrong, text.substring(0, body) + text.substring(body, half).replace(',', ';') + text.substring(half));
        CommandLineRun tolerant = runInWaves(wrong, "-Dspark.ordermatrix.reject.max-share=0.2");
        assertThat(tolerant.status()).isZero();
        assertThat(new Results(output).rows("lines")).isEqualTo(20_001);
    }
}
