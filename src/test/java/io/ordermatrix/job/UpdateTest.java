package io.ordermatrix.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordermatrix.testkit.CommandLineRun;
import io.ordermatrix.testkit.FaultyFileSystem;
import io.ordermatrix.testkit.FaultyFileSystem.Fault;
import io.ordermatrix.testkit.FaultyFileSystem.Operation;
import io.ordermatrix.testkit.FolderImage;
import io.ordermatrix.testkit.Fuzz;
import io.ordermatrix.testkit.OrderCsv;
import io.ordermatrix.testkit.ProgramProcess;
import io.ordermatrix.testkit.RandomInput;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Results that are brought up to date are those of a fresh run over the same input, to the byte. */
class UpdateTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** How often the input of a history changes. */
    private static final int STEPS = Integer.getInteger("ordermatrix.history-steps", 1);
    /** These say when and how results were made, not only which. */
    private static final List<String> ABOUT_THE_RUN = List.of("run.json", "report.html", "inputs.jsonl.gz");

    @TempDir
    private Path folder;

    @BeforeAll
    static void register() {
        FaultyFileSystem.register();
    }

    static Stream<Long> seeds() {
        return Fuzz.seeds("updates", "ordermatrix.histories", 100, "ordermatrix.fuzz-seed")
                .boxed();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyHistoryOfAnInputEndsWithTheResultsOfAFreshRun(long seed) throws IOException {
        Random random = Fuzz.random(seed);
        RandomInput input = new RandomInput(folder.resolve("input"), random);
        List<String> options = options(random);
        List<String> history = new ArrayList<>();
        Path results = folder.resolve("results");
        boolean isFaulty = random.nextInt(3) == 0;
        String output = (isFaulty ? FaultyFileSystem.SCHEME + ":" : "") + results;
        update(output, options, seed, history);
        for (int step = 0; step < STEPS; step++) {
            history.addAll(input.change());
            if (isFaulty && random.nextBoolean()) {
                history.add(failing(output, options, random));
            }
            update(output, options, seed, history);
            Path fresh = folder.resolve("fresh-" + step);
            run(fresh.toString(), options, List.of(), seed, history);
            assertSame(fresh, results, "seed " + seed + ": " + history);
        }
    }

    private static List<String> options(Random random) {
        List<String> options = new ArrayList<>(
                List.of("-Dspark.ordermatrix.reject.max-share=1", "-Dspark.ordermatrix.scan.chunk-size=2 KiB"));
        switch (random.nextInt(5)) {
            case 0 -> options.add("--keep-orders");
            case 4 -> options.add("--lifecycles");
            case 1 -> options.addAll(List.of("--order-columns", "bid,comment"));
            case 2 -> options.addAll(List.of("--keep-orders", "--participant", "0,1", "--hours", "09:00-11:00"));
            default -> options.addAll(List.of("--from", "2024-10-05"));
        }
        return options;
    }

    private CommandLineRun run(
            String output, List<String> options, List<String> more, long seed, List<String> history) {
        List<Object> command = new ArrayList<>(List.of("run", "--input", folder.resolve("input"), "--output", output));
        command.addAll(options);
        command.addAll(more);
        CommandLineRun run = CommandLineRun.of(command.toArray());
        assertThat(run.status()).as("seed %d: %s: %s", seed, history, run.err()).isZero();
        return run;
    }

    private void update(String output, List<String> options, long seed, List<String> history) {
        run(output, options, List.of("--update"), seed, history);
    }

    /** An update that may fail at any operation of the file system, and leaves the results as they were or new. */
    private String failing(String output, List<String> options, Random random) throws IOException {
        Operation[] operations = {Operation.CREATE, Operation.WRITE, Operation.RENAME, Operation.OPEN};
        Operation operation = operations[random.nextInt(operations.length)];
        FolderImage before = FolderImage.of(folder.resolve("results"));
        FaultyFileSystem.fail(Fault.of(operation, 1 + random.nextInt(120), true, random.nextBoolean()));
        List<Object> command = new ArrayList<>(List.of("run", "--input", folder.resolve("input"), "--output", output));
        command.addAll(options);
        command.add("--update");
        CommandLineRun run = CommandLineRun.of(command.toArray());
        FaultyFileSystem.fail(Fault.none());
        if (run.status() != 0 && Files.exists(folder.resolve("results"))) {
            assertThat(FolderImage.of(folder.resolve("results"))).isEqualTo(before);
        }
        return "%s fails, status %d".formatted(operation, run.status());
    }

    private static void assertSame(Path fresh, Path updated, String history) throws IOException {
        Map<String, String> expected = new TreeMap<>(FolderImage.of(fresh).files());
        Map<String, String> found = new TreeMap<>(FolderImage.of(updated).files());
        ABOUT_THE_RUN.forEach(expected::remove);
        ABOUT_THE_RUN.forEach(name -> assertThat(found.remove(name)).isNotNull());
        assertThat(found).as(history).isEqualTo(expected);
        JsonNode freshRun = JSON.readTree(fresh.resolve("run.json").toFile());
        JsonNode updatedRun = JSON.readTree(updated.resolve("run.json").toFile());
        for (String part : List.of("status", "accounting", "matrix", "fingerprint", "settings", "input_bytes")) {
            assertThat(updatedRun.path(part)).as(history).isEqualTo(freshRun.path(part));
        }
        assertThat(inputs(updated)).as(history).isEqualTo(inputs(fresh));
    }

    /** The records of the inputs, without the number of the update. */
    private static List<JsonNode> inputs(Path results) throws IOException {
        List<JsonNode> inputs = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(results.resolve("inputs.jsonl.gz"))),
                StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                ObjectNode input = (ObjectNode) JSON.readTree(line);
                input.remove("update");
                inputs.add(input);
            }
        }
        return inputs;
    }

    private Path day(String name, String time, int rows) throws IOException {
        OrderCsv orders = new OrderCsv();
        for (int row = 0; row < rows; row++) {
            orders.row("timestamp", OrderCsv.timestamp(time) + row);
        }
        Files.createDirectories(folder.resolve("input"));
        return orders.writeTo(folder.resolve("input").resolve(name));
    }

    private CommandLineRun update(Object... more) {
        List<Object> command = new ArrayList<>(
                List.of("run", "--input", folder.resolve("input"), "--output", folder.resolve("results"), "--update"));
        command.addAll(List.of(more));
        return CommandLineRun.of(command.toArray());
    }

    private JsonNode record() throws IOException {
        return JSON.readTree(folder.resolve("results/run.json").toFile());
    }

    @Test
    void onlyANewFileIsScannedAndOtherDatesAreTakenOver() throws IOException {
        day("1.csv", "2024-09-02T12:00:00", 1000);
        day("2.csv", "2024-09-03T12:00:00", 1000);
        assertThat(update().status()).isZero();
        Path untouched = folder.resolve("results/cube/trade_date=2024-09-02/part-00000.parquet");
        Object before = Files.getAttribute(untouched, "unix:ino");
        Path added = day("3.csv", "2024-09-03T13:00:00", 10);
        CommandLineRun plan = CommandLineRun.of(
                "plan",
                "--json",
                "--update",
                "--input",
                folder.resolve("input"),
                "--output",
                folder.resolve("results"));
        assertThat(plan.status()).as(plan.err()).isZero();
        assertThat(folder).isDirectoryNotContaining("glob:**/.results*");
        JsonNode planned = JSON.readTree(plan.out()).path("update");
        assertThat(planned.path("new_files").path(0).asText()).isEqualTo(added.toString());
        assertThat(planned.path("bytes_to_scan").asLong()).isEqualTo(Files.size(added));

        assertThat(update().status()).isZero();
        JsonNode update = record().path("update");
        assertThat(update.path("number").asInt()).isEqualTo(1);
        assertThat(update.path("bytes_scanned").asLong()).isEqualTo(Files.size(added));
        assertThat(update.path("dates_extended").toString()).isEqualTo("[\"2024-09-03\"]");
        assertThat(update.path("dates_taken_over").asInt()).isEqualTo(1);
        assertThat(Files.getAttribute(untouched, "unix:ino")).isEqualTo(before);
        assertThat(record().path("accounting").path("kept").asLong()).isEqualTo(2010);

        CommandLineRun again = update();
        assertThat(again.status()).isZero();
        assertThat(again.out()).startsWith("Nothing to do");
    }

    @Test
    void aMovedFileIsNotScannedAgainAndOneGivenTwiceIsCountedTwiceWithAWarning() throws IOException {
        Path first = day("1.csv", "2024-09-02T12:00:00", 100);
        assertThat(update().status()).isZero();
        Path moved = folder.resolve("input/moved.csv");
        Files.move(first, moved);
        assertThat(update().status()).isZero();
        assertThat(record().path("update").path("bytes_scanned").asLong()).isZero();
        assertThat(record().path("update").path("files_moved").asInt()).isEqualTo(1);
        assertThat(record().path("accounting").path("kept").asLong()).isEqualTo(100);

        Files.copy(moved, folder.resolve("input/copy.csv"));
        CommandLineRun twice = update();
        assertThat(twice.status()).isZero();
        assertThat(twice.err()).contains("The same content in several files", "moved.csv", "copy.csv");
        assertThat(record().path("accounting").path("kept").asLong()).isEqualTo(200);
    }

    @Test
    void anotherSelectionIsAnErrorThatNamesIt() throws IOException {
        day("1.csv", "2024-09-02T12:00:00", 100);
        assertThat(update().status()).isZero();
        FolderImage before = FolderImage.of(folder.resolve("results"));
        CommandLineRun other = update("--participant", 7);
        assertThat(other.status()).isEqualTo(2);
        assertThat(other.errorLines()).hasSize(1);
        assertThat(other.err()).contains("selection.participants was absent and is [7]", "--overwrite");
        CommandLineRun orders = update("--keep-orders");
        assertThat(orders.status()).isEqualTo(2);
        assertThat(orders.err()).contains("--keep-orders was false and is true");
        assertThat(FolderImage.of(folder.resolve("results"))).isEqualTo(before);
        assertThat(update("--overwrite").status()).isEqualTo(2);
    }

    @Test
    void resultsWithoutARecordOfTheirInputsCannotBeUpdated() throws IOException {
        day("1.csv", "2024-09-02T12:00:00", 100);
        assertThat(update().status()).isZero();
        Files.delete(folder.resolve("results/inputs.jsonl.gz"));
        day("2.csv", "2024-09-03T12:00:00", 100);
        CommandLineRun run = update();
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errorLines()).hasSize(1);
        assertThat(run.err()).contains("no record of its inputs");
    }

    @Test
    void aFileThatCannotBeReadIsSkippedByUpdatesAsByAFreshRun() throws IOException {
        day("1.csv", "2024-09-02T12:00:00", 100);
        Path damaged = day("2.csv", "2024-09-03T12:00:00", 1000);
        byte[] compressed = RandomInput.compressed(Files.readAllBytes(damaged));
        Files.delete(damaged);
        Files.write(folder.resolve("input/2.csv.gz"), Arrays.copyOf(compressed, compressed.length / 2));
        Object[] options = {
            "-Dspark.ordermatrix.run.on-error=skip", "--security", 110621, "--date", "2024-09-02,2024-09-03"
        };
        assertThat(update(options).status()).isEqualTo(3);
        String record = Files.readString(folder.resolve("results/run.json"));
        List<Object> again = new ArrayList<>(
                List.of("run", "--input", folder.resolve("input"), "--output", folder.resolve("results")));
        again.addAll(List.of(options));
        CommandLineRun repeated = CommandLineRun.of(again.toArray());
        assertThat(repeated.status()).isEqualTo(3);
        assertThat(repeated.out().strip())
                .isEqualTo(
                        "Nothing to do: %s already has the results of this run, without what is in files that could not be read; --update reads these again",
                        folder.resolve("results"));
        assertThat(folder.resolve("results/run.json")).hasContent(record);
        CommandLineRun triedAgain = update(options);
        assertThat(triedAgain.status()).isEqualTo(3);
        assertThat(triedAgain.err()).contains("2.csv.gz: can't be read");
        day("3.csv", "2024-09-02T13:00:00", 10);
        assertThat(update(options).status()).isEqualTo(3);
        Path fresh = folder.resolve("fresh");
        List<Object> command = new ArrayList<>(List.of("run", "--input", folder.resolve("input"), "--output", fresh));
        command.addAll(List.of(options));
        assertThat(CommandLineRun.of(command.toArray()).status()).isEqualTo(3);
        assertSame(fresh, folder.resolve("results"), "a damaged file");
        assertThat(Files.readString(fresh.resolve("matrix.csv"))).contains("2024-09-03,FAILED");
        assertThat(record().path("update").path("files_kept").asInt()).isEqualTo(1);

        Files.write(folder.resolve("input/2.csv.gz"), compressed);
        CommandLineRun repaired = update(options);
        assertThat(repaired.status()).as(repaired.err()).isZero();
        assertThat(record().path("accounting").path("kept").asLong()).isEqualTo(1110);
        assertThat(repaired.out()).contains("Update 3: 1 new file, 2 known, 0 gone or changed");
    }

    private void generate(String name, int rows, int dates) {
        CommandLineRun run = CommandLineRun.of(
                "generate", "--output", folder.resolve("input").resolve(name), "--rows", rows, "--dates", dates);
        assertThat(run.status()).as(run.err()).isZero();
    }

    @Test
    void aKilledUpdateLeavesOldOrNewResultsAndResumes() throws IOException, InterruptedException {
        Path output = folder.resolve("results");
        Path side = folder.resolve("side");
        Files.createDirectories(folder.resolve("input"));
        generate("b.csv", 20_000, 4);
        assertThat(update("--keep-orders").status()).isZero();
        FolderImage before = FolderImage.of(output);
        // Of two of the four dates, and before the other file, so that these are scanned twice.
        generate("a.csv", 20_000, 2);
        run(folder.resolve("fresh").toString(), List.of("--keep-orders"), List.of(), 0, List.of());
        List<String> command = List.of(
                "run",
                "--input",
                folder.resolve("input").toString(),
                "--output",
                output.toString(),
                "--keep-orders",
                "--update",
                "-Dspark.ordermatrix.scan.wave-size=700 KiB",
                "-Dspark.ordermatrix.scan.chunk-size=300 KiB");
        for (String seen :
                List.of("work-again/waves/wave-00000001", "results/cube/trade_date=2024-09-04", "results/run.json")) {
            boolean isOld = FolderImage.of(output).equals(before);
            try (ProgramProcess program = ProgramProcess.start(side, "1g", command)) {
                boolean wasSeen =
                        program.awaitFile(folder.resolve(".results.staging").resolve(seen));
                assertThat(wasSeen || !isOld).as(seen).isTrue();
                program.kill();
            }
            if (!FolderImage.of(output).equals(before)) {
                assertSame(folder.resolve("fresh"), output, "killed when there was " + seen);
            }
        }
        CommandLineRun last = ProgramProcess.run(side, "1g", command);
        assertThat(last.status()).as(last.err()).isZero();
        assertSame(folder.resolve("fresh"), output, "after the kills");
        assertThat(record().path("update").path("dates_again").size()).isEqualTo(2);
        int waves = record().path("waves").size();
        assertThat(record().path("waves"))
                .extracting(wave -> wave.path("wave").asInt())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, waves).boxed().toList());
        assertThat(record().path("update").path("dates_taken_over").asInt()).isEqualTo(2);
    }
}
