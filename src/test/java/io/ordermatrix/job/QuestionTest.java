package io.ordermatrix.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordermatrix.testkit.CommandLineRun;
import io.ordermatrix.testkit.FolderImage;
import io.ordermatrix.testkit.Fuzz;
import io.ordermatrix.testkit.OrderCsv;
import io.ordermatrix.testkit.RandomInput;
import io.ordermatrix.testkit.RandomRun;
import io.ordermatrix.testkit.RealData;
import io.ordermatrix.testkit.Results;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Results that are asked give those of the same selection over the CSV files, to the byte. */
class QuestionTest {
    /** These say what was read, not only what was found. */
    private static final List<String> ABOUT_THE_INPUT =
            List.of("run.json", "report.html", "inputs.jsonl.gz", "rejects.csv");

    @TempDir
    private Path folder;

    static Stream<Long> seeds() {
        return Fuzz.seeds("questions", "ordermatrix.questions", 12, "ordermatrix.fuzz-seed")
                .boxed();
    }

    private CommandLineRun run(Object input, Object output, List<String> options, Object... more) {
        List<Object> command = new ArrayList<>(List.of("run", "--input", input, "--output", output));
        command.addAll(options);
        command.addAll(List.of(more));
        return CommandLineRun.of(command.toArray());
    }

    private void succeed(Object input, Object output, List<String> options, Object... more) {
        CommandLineRun run = run(input, output, options, more);
        assertThat(run.status()).as("%s %s: %s", input, options, run.err()).isZero();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anAnswerIsWhatTheFilesWouldGive(long seed) throws IOException {
        Random random = Fuzz.random(seed);
        RandomRun held = RandomRun.of(seed);
        Path feed = folder.resolve("feed.csv");
        Files.writeString(feed, held.text());
        boolean holdsAll = random.nextBoolean();
        List<String> heldOptions = holdsAll ? List.of() : held.options();
        Path results = folder.resolve("results");
        succeed(feed, results, heldOptions, "--keep-orders");
        for (int question = 0; question < 4; question++) {
            List<String> options =
                    narrowed(holdsAll ? RandomRun.of(seed + question + 1).options() : held.options(), random);
            List<Object> more = random.nextBoolean() ? List.of("--keep-orders") : List.of();
            Path expected = folder.resolve("expected-" + question);
            Path found = folder.resolve("found-" + question);
            succeed(feed, expected, options, more.toArray());
            succeed(results, found, options, more.toArray());
            String description = "seed %d: %s of %s".formatted(seed, options, heldOptions);
            assertSame(expected, found, description);
            assertThat(rows(found)).as(description).containsAllEntriesOf(rowsOf(results, expected));
        }
    }

    /** Options that ask for the same or for less. */
    private static List<String> narrowed(List<String> options, Random random) {
        List<String> narrowed = new ArrayList<>(options);
        for (int at = 0; at < narrowed.size() - 1; at++) {
            String values = narrowed.get(at + 1);
            if (List.of("--security", "--participant", "--order-type").contains(narrowed.get(at))
                    && random.nextBoolean()) {
                narrowed.set(at + 1, values.substring(0, (values + ",").indexOf(",")));
            }
        }
        if (!narrowed.contains("--participant")) {
            narrowed.addAll(List.of("--participant", "1,3,5,7"));
        }
        if (!narrowed.contains("--hours") && random.nextBoolean()) {
            narrowed.addAll(List.of("--hours", random.nextBoolean() ? "09:00-15:00" : "09:10-15:20"));
        }
        return narrowed;
    }

    private static void assertSame(Path expected, Path found, String description) throws IOException {
        Map<String, String> expectedFiles =
                new TreeMap<>(FolderImage.of(expected).files());
        Map<String, String> foundFiles = new TreeMap<>(FolderImage.of(found).files());
        ABOUT_THE_INPUT.forEach(expectedFiles::remove);
        ABOUT_THE_INPUT.forEach(foundFiles::remove);
        assertThat(expectedFiles).containsKey("overall.csv");
        assertThat(foundFiles).as(description).isEqualTo(expectedFiles);
        JsonNode expectedRun = new Results(expected).run();
        JsonNode foundRun = new Results(found).run();
        for (String part : List.of("status", "matrix")) {
            assertThat(foundRun.path(part)).as(description).isEqualTo(expectedRun.path(part));
        }
    }

    private static Map<String, Long> rows(Path results) {
        Results found = new Results(results);
        Map<String, Long> rows = new TreeMap<>();
        for (String count : List.of("lines", "header", "blank", "parsed", "kept")) {
            rows.put(count, found.rows(count));
        }
        found.run()
                .at("/accounting/dropped")
                .properties()
                .forEach(drop -> rows.put(drop.getKey(), drop.getValue().asLong()));
        return rows;
    }

    /** What the account of an answer must be: the drops of the run over the files, less those of the run that is asked. */
    private static Map<String, Long> rowsOf(Path asked, Path overFiles) {
        Map<String, Long> rows = rows(overFiles);
        Map<String, Long> before = rows(asked);
        long kept = before.get("kept");
        rows.put("lines", kept);
        rows.put("header", 0L);
        rows.put("blank", 0L);
        rows.put("parsed", kept);
        if (before.get("kept") < before.get("parsed")) {
            // A row that both runs drop can be dropped by an earlier filter in one of them, so only the sums are
            // comparable.
            return Map.of("lines", kept, "parsed", kept, "kept", rows.get("kept"));
        }
        return rows;
    }

    @Test
    void onlyWhatTheCubeCannotTellIsReadFromTheEvents() throws IOException {
        Path feed = day("feed.csv", 500);
        Path results = folder.resolve("results");
        succeed(feed, results, List.of(), "--keep-orders");
        assertThat(table(results, "--hours", "09:00-12:00", "--participant", "69"))
                .isEqualTo("cube");
        assertThat(table(results, "--hours", "09:00-12:01")).isEqualTo("orders");
        assertThat(table(results, "--order-type", "0")).isEqualTo("orders");
        assertThat(table(results, "--keep-orders")).isEqualTo("orders");
        // Its hours begin and end where those of the cube do.
        Path odd = folder.resolve("odd");
        succeed(feed, odd, List.of("--hours", "09:30-12:15", "--order-type", "0,64"));
        assertThat(table(odd, "--hours", "09:30-12:00", "--order-type", "0,64")).isEqualTo("cube");
        assertThat(table(odd, "--hours", "10:00-12:15", "--order-type", "64,0")).isEqualTo("cube");
    }

    private String table(Path results, String... options) {
        Path answer = folder.resolve("answer");
        succeed(results, answer, List.of(options), "--overwrite");
        List<Object> plan = new ArrayList<>(List.of("plan", "--json", "--input", results));
        plan.addAll(Arrays.asList(options));
        JsonNode source = new Results(answer).run().path("source");
        assertThat(CommandLineRun.of(plan.toArray()).out())
                .contains("\"table\" : \"%s\"".formatted(source.path("table").asText()));
        assertThat(source.path("results").asText()).isEqualTo(results.toString());
        assertThat(source.path("fingerprint"))
                .isEqualTo(new Results(results).run().path("fingerprint"));
        return source.path("table").asText();
    }

    private Path day(String name, int rows) throws IOException {
        OrderCsv orders = new OrderCsv();
        for (int row = 0; row < rows; row++) {
            orders.row(
                    "timestamp",
                    OrderCsv.timestamp("2024-09-02T09:00:00") + row * 20_000_000_000L,
                    "participantid",
                    row % 3 == 0 ? 69 : 33,
                    "exchangeordertype",
                    64 * (row % 2));
        }
        return orders.writeTo(folder.resolve(name));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--participant 33,69 | --participant 33,70 | selection.participants: the results have 33,69, but 70 is asked for",
                "--participant 33 | | selection.participants: the results have 33, but all is asked for",
                "--from 2024-09-02 | --from 2024-09-01 | selection.from: the results have from 2024-09-02, but from 2024-09-01 is asked for",
                "--to 2024-09-02 | | selection.to: the results have to 2024-09-02, but every date is asked for",
                "--date 2024-09-02 | --date 2024-09-02,2024-09-03 | selection.dates: the results have 2024-09-02, but 2024-09-03 is asked for",
                "--date 2024-09-02 | --from 2024-09-02 | selection.dates: the results have 2024-09-02, but from 2024-09-02 is asked for",
                "--security 110621 | --security 1 | selection.securities: the results have 110621, but 1 is asked for",
                "--order-type 64 | | selection.order-types: the results have 64, but all is asked for",
                "--hours 09:30-12:00 | --hours 09:00-12:00 | selection.hours: the results have 09:30-12:00, but 09:00-12:00 is asked for",
                "--zone +10:00 | --zone UTC | selection.zone: the results have +10:00, but UTC is asked for",
                " | --hours 09:30-12:00 | the results have no events, which selection.hours 09:30-12:00 needs",
                " | --order-type 64 | the results have no events, which selection.order-types needs",
                " | --order-columns bid | the results have no events, which --keep-orders needs",
                " | -Dspark.ordermatrix.price.decimals=2 | price.decimals: the results have 0, but 2 is asked for",
            })
    void whatResultsDoNotHaveIsAnErrorThatNamesIt(String held, String asked, String message) throws IOException {
        Path feed = day("feed.csv", 300);
        Path results = folder.resolve("results");
        succeed(feed, results, options(held));
        Path answer = folder.resolve("answer");
        CommandLineRun run = run(results, answer, options(asked));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errorLines()).hasSize(1);
        assertThat(run.err()).startsWith("error: " + results + ": ").contains(message);
        assertThat(answer).doesNotExist();
    }

    private static List<String> options(String text) {
        return text == null ? List.of() : Arrays.asList(text.strip().split(" "));
    }

    @Test
    void answersCanBeAskedAgainButNotBroughtUpToDate() throws IOException {
        Path feed = day("feed.csv", 500);
        Path results = folder.resolve("results");
        Path answer = folder.resolve("answer");
        Path second = folder.resolve("second");
        succeed(feed, results, List.of());
        succeed(results, answer, List.of("--participant", "33"));
        succeed(answer, second, List.of("--participant", "33", "--hours", "10:00-11:00"));
        Path expected = folder.resolve("expected");
        succeed(feed, expected, List.of("--participant", "33", "--hours", "10:00-11:00"));
        assertSame(expected, second, "an answer of an answer");

        assertThat(run(results, answer, List.of("--participant", "33")).out()).startsWith("Nothing to do");
        CommandLineRun update = run(feed, answer, List.of("--participant", "33"), "--update");
        assertThat(update.status()).isEqualTo(2);
        assertThat(update.err()).contains("can't be brought up to date");
        CommandLineRun asked = run(results, answer, List.of("--participant", "33"), "--update");
        assertThat(asked.status()).isEqualTo(2);
        assertThat(asked.err()).contains("use --overwrite instead of --update");
        CommandLineRun itself = run(results, results, List.of(), "--overwrite");
        assertThat(itself.status()).isEqualTo(2);
        assertThat(itself.err()).contains("can't be both input and output");
        CommandLineRun mixed = run(results, folder.resolve("mixed"), List.of("--input", feed.toString()));
        assertThat(mixed.status()).isEqualTo(2);
        assertThat(mixed.err()).contains("can't be read together with other inputs");
    }

    @Test
    void optionalColumnsOfKeptEventsCanBeAskedFor() throws IOException {
        Files.createDirectories(folder.resolve("input"));
        RandomInput input = new RandomInput(folder.resolve("input"), Fuzz.random(5));
        for (int step = 0; step < 6; step++) {
            input.change();
        }
        List<String> lenient = List.of("-Dspark.ordermatrix.reject.max-share=1");
        Path results = folder.resolve("results");
        succeed(folder.resolve("input"), results, lenient, "--order-columns", "bid,comment");
        for (String columns : List.of("comment,bid", "comment")) {
            Path expected = folder.resolve("expected-" + columns);
            Path found = folder.resolve("found-" + columns);
            List<String> options = new ArrayList<>(lenient);
            options.addAll(List.of("--order-columns", columns, "--participant", "0,2"));
            succeed(folder.resolve("input"), expected, options);
            succeed(results, found, options);
            assertThat(new Results(found).rows("kept")).isPositive();
            assertSame(expected, found, columns);
        }
        CommandLineRun unknown = run(results, folder.resolve("x"), lenient, "--order-columns", "offer");
        assertThat(unknown.status()).isEqualTo(2);
        assertThat(unknown.err()).contains("no file has the column offer; found bid, comment");
    }

    @Test
    void cellsOfAnUnreadableFileStayFailed() throws IOException {
        Path input = Files.createDirectories(folder.resolve("input"));
        Files.move(day("feed.csv", 100), input.resolve("1.csv"));
        byte[] damaged = RandomInput.compressed(Files.readAllBytes(day("2.csv", 5000)));
        Files.write(input.resolve("2.csv.gz"), Arrays.copyOf(damaged, damaged.length / 2));
        List<String> options = List.of(
                "-Dspark.ordermatrix.run.on-error=skip", "--security", "110621", "--date", "2024-09-02,2024-09-03");
        Path results = folder.resolve("results");
        assertThat(run(input, results, options).status()).isEqualTo(3);
        Path answer = folder.resolve("answer");
        CommandLineRun asked = run(results, answer, options);
        assertThat(asked.status()).as(asked.err()).isEqualTo(3);
        assertThat(new Results(answer).text("matrix.csv")).isEqualTo(new Results(results).text("matrix.csv"));
        assertThat(new Results(answer).run().path("status").asText()).isEqualTo("COMPLETED_WITH_FAILURES");
        CommandLineRun repeated = run(results, answer, options);
        assertThat(repeated.status()).isEqualTo(3);
        assertThat(repeated.out()).startsWith("Nothing to do: ").doesNotContain("--update");
    }

    @Test
    void damagedResultsAreAnErrorThatNamesTheFile() throws IOException {
        Path results = folder.resolve("results");
        succeed(day("feed.csv", 3000), results, List.of("--keep-orders"));
        Path part = results.resolve("cube/trade_date=2024-09-02/part-00000.parquet");
        try (RandomAccessFile file = new RandomAccessFile(part.toFile(), "rw")) {
            file.seek(200);
            file.write(new byte[300]);
        }
        Path answer = folder.resolve("answer");
        CommandLineRun run = run(results, answer, List.of("--participant", "69"));
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.errorLines()).hasSize(1);
        assertThat(run.err()).contains("part-00000.parquet");
        assertThat(answer).doesNotExist();
        // Of two unreadable files, either may be found first.
        succeed(day("feed.csv", 3000), results, List.of("--keep-orders", "--overwrite"));
        Files.delete(results.resolve("cube/trade_date=2024-09-03/part-00000.parquet"));
        CommandLineRun missing = run(results, answer, List.of("--participant", "69", "--date", "2024-09-03"));
        assertThat(missing.status()).isEqualTo(1);
        assertThat(missing.errorLines()).hasSize(1);
        assertThat(missing.err()).contains("cube/trade_date=2024-09-03/part-00000.parquet");
        succeed(day("feed.csv", 3000), results, List.of("--keep-orders", "--overwrite"));
        Path record = results.resolve("run.json");
        Files.writeString(
                record, Files.readString(record).replace("cube/trade_date=2024-09-03/part-00000.parquet", "elsewhere"));
        CommandLineRun fewer = run(results, answer, List.of("--participant", "69"));
        assertThat(fewer.status()).isEqualTo(1);
        assertThat(fewer.err()).contains("events were kept, but cube has");
        FolderImage.delete(results.resolve("cube"));
        CommandLineRun gone = run(results, answer, List.of("--participant", "69"));
        assertThat(gone.status()).isEqualTo(2);
        assertThat(gone.err()).contains("incomplete run: cube/trade_date=2024-09-02/part-00000.parquet is missing");
    }

    @Test
    void realEventsAreAnsweredAsFromTheirFile() throws IOException {
        Path feed = RealData.file(RealData.LAST_STATES);
        Path results = folder.resolve("results");
        succeed(feed, results, List.of(), "--keep-orders");
        for (List<String> options : List.of(
                List.of("--hours", "10:00-16:00"),
                List.of("--order-type", "0", "--hours", "10:10-15:50"),
                List.of("--participant", "69", "--keep-orders"))) {
            Path expected = folder.resolve("expected-" + options.get(0));
            Path found = folder.resolve("found-" + options.get(0));
            succeed(feed, expected, options);
            succeed(results, found, options);
            assertSame(expected, found, options.toString());
        }
        assertThat(new Results(results).run().has("source")).isFalse();
    }
}
