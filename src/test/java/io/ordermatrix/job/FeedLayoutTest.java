package io.ordermatrix.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermatrix.testkit.CommandLineRun;
import io.ordermatrix.testkit.FolderImage;
import io.ordermatrix.testkit.OrderCsv;
import io.ordermatrix.testkit.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files with other separators, without a header line, and with other words for sides. */
class FeedLayoutTest {
    private static final String KEY = "-Dspark.ordermatrix.columns.";
    /** What says when and from what it was made. */
    private static final List<String> OF_THE_RUN = List.of("run.json", "report.html", "inputs.jsonl.gz");

    @TempDir
    private Path folder;

    private Map<String, String> results(Path input, String... options) throws IOException {
        Path output = folder.resolve("results");
        CommandLineRun run = CommandLineRun.of(Stream.concat(
                        Stream.of("run", "--input", input, "--output", output, "--overwrite"), Arrays.stream(options))
                .toArray());
        assertThat(run.err()).isEmpty();
        Map<String, String> files = new TreeMap<>(FolderImage.of(output).files());
        OF_THE_RUN.forEach(files::remove);
        return files;
    }

    /** The same events, whatever their layout, give the same results to the byte. */
    @ParameterizedTest
    @CsvSource({
        "semicolon, true, 1, 2, orders",
        "tab, false, B, S, orders",
        "pipe, false, 1, -1, orders",
        "comma, false, Bid, Ask, orders",
        "semicolon, false, B, S, spark-csv"
    })
    void otherLayoutsGiveTheSameResults(String separator, boolean hasHeader, String buy, String sell, String engine)
            throws IOException {
        Path plain = folder.resolve("plain.csv");
        CommandLineRun.of("generate", "--output", plain, "--rows", 6_000, "--dates", 2);
        List<String> lines = Files.readAllLines(plain);
        String between =
                Map.of("semicolon", ";", "tab", "\t", "pipe", "|", "comma", ",").get(separator);
        List<String> names = List.of(lines.get(0).split(","));
        List<String> written = new ArrayList<>(hasHeader ? List.of(String.join(between, names)) : List.of());
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",", -1);
            int side = names.indexOf("side");
            fields[side] = fields[side].equals("1") ? buy : sell;
            written.add(String.join(between, fields));
        }
        Path other = Files.write(folder.resolve("other.csv"), written);
        List<String> kept = List.of("--keep-orders", "--lifecycles", "-Dspark.ordermatrix.scan.engine=orders");
        // The other engine reads events for the cube alone.
        String[] common = engine.equals("orders")
                ? kept.toArray(String[]::new)
                : new String[] {"-Dspark.ordermatrix.scan.engine=" + engine};
        Map<String, String> expected = results(plain, common);
        assertThat(expected).containsKeys("by_security.csv", "matrix.csv");
        List<String> options = new ArrayList<>(Arrays.asList(common));
        options.addAll(List.of(KEY + "separator=" + separator, KEY + "buy=" + buy, KEY + "sell=" + sell));
        if (!hasHeader) {
            options.add(KEY + "names=" + String.join(",", names));
        }
        assertThat(results(other, options.toArray(String[]::new))).isEqualTo(expected);
        assertThat(new Results(folder.resolve("results")).rows("header")).isEqualTo(hasHeader ? 1 : 0);
    }

    /** By default a side is 1 or 2. */
    @Test
    void aWordThatIsNoSideIsAReject() throws IOException {
        Path input = new OrderCsv()
                .row("side", "B")
                .row("side", " S ")
                .row("side", "N")
                .row("side", "1")
                .row("side", "")
                .writeTo(folder.resolve("orders.csv"));
        results(input, KEY + "buy=B", KEY + "sell=S", "-Dspark.ordermatrix.reject.max-share=1");
        Results results = new Results(folder.resolve("results"));
        assertThat(results.csv("rejects.csv"))
                .extracting(row -> row.get("line") + " " + row.get("reason"))
                .containsExactly("4 side", "5 side", "6 missing:side");
        assertThat(results.csv("overall.csv").get(0))
                .containsEntry("buy_events", "1")
                .containsEntry("sell_events", "1");
    }

    @Test
    void aWrongLayoutNamesTheSettingThatMendsIt() throws IOException {
        String text = new OrderCsv().row().text();
        Path semicolons = Files.writeString(folder.resolve("semicolons.csv"), text.replace(',', ';'));
        Path rows = Files.writeString(
                folder.resolve("rows.csv"), text.lines().skip(1).collect(Collectors.joining("\n")));
        assertThat(problem(semicolons)).contains("set columns.separator = semicolon");
        assertThat(problem(rows)).contains("no header line, name their columns in columns.names");
        assertThat(problem(rows, KEY + "names=order_id,price")).contains("missing columns");
        assertThat(problem(rows, KEY + "buy=1,2")).contains("columns.buy: found 2, which columns.sell has too");
        assertThat(problem(rows, KEY + "separator=space")).contains("columns.separator: found space");
    }

    private String problem(Path input, String... options) {
        Path output = folder.resolve("none");
        CommandLineRun run = CommandLineRun.of(
                Stream.concat(Stream.of("run", "--input", input, "--output", output), Arrays.stream(options))
                        .toArray());
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errorLines()).hasSize(1);
        assertThat(output).doesNotExist();
        return run.err();
    }

    @Test
    void manyRejectsAtTheBeginningMayBeFewAmongShortRows() throws IOException {
        Path input = folder.resolve("AA_2024-01-02_message.csv");
        Files.writeString(input, "bad,bad,bad,bad,bad,bad\n".repeat(1000) + "34200,1,1,1,1,1\n".repeat(3000));
        Path output = folder.resolve("short-rows");
        CommandLineRun run = CommandLineRun.of(
                "run",
                "--config",
                "conf/lobster.conf",
                "--input",
                input,
                "--output",
                output,
                "-Dspark.ordermatrix.reject.max-share=0.3",
                "-Dspark.ordermatrix.scan.chunk-size=4 KiB",
                "-Dspark.ordermatrix.scan.wave-size=24 KiB");
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(new Results(output).run().at("/accounting/kept").asInt()).isEqualTo(3000);
    }

    @Test
    void aDateOfZerosIsNoDateWhateverCameBefore() throws IOException {
        Path input = new OrderCsv()
                .row("timestamp", "0000-00-00 00:00:00")
                .row("timestamp", "2024-09-05 12:00:00")
                .row("timestamp", "0000-00-00 00:00:00")
                .writeTo(folder.resolve("zeros.csv"));
        Path output = folder.resolve("zeros");
        CommandLineRun run = CommandLineRun.of(
                "run",
                "--input",
                input,
                "--output",
                output,
                KEY + "timestamp-unit=iso",
                KEY + "earliest-date=1900-01-01",
                "-Dspark.ordermatrix.reject.max-share=1");
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(new Results(output).run().at("/accounting/kept").asInt()).isEqualTo(1);
        assertThat(new Results(output).csv("rejects.csv"))
                .extracting(reject -> reject.get("reason"))
                .containsExactly("format:timestamp", "format:timestamp");
    }
}
