package io.ordermatrix.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdOutputStream;
import io.ordermatrix.testkit.CommandLineRun;
import io.ordermatrix.testkit.OrderCsv;
import io.ordermatrix.testkit.Results;
import io.ordermatrix.testkit.TestSpark;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the job reads, and what it reports about what it can't read. */
class InputTest {
    @TempDir
    private Path folder;

    private Path input;
    private Path output;

    @BeforeEach
    void makeFolders() throws IOException {
        input = Files.createDirectory(folder.resolve("input"));
        output = folder.resolve("results");
    }

    private CommandLineRun run(Object... options) {
        return CommandLineRun.of(Stream.concat(Stream.of("run", "--output", output, "--overwrite"), Stream.of(options))
                .toArray());
    }

    private Results results(Object... options) {
        CommandLineRun run = run(options);
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        return new Results(output);
    }

    private interface Compressor {
        OutputStream over(OutputStream file) throws IOException;
    }

    private void compress(String name, Compressor compressor, String text) throws IOException {
        try (OutputStream file = compressor.over(Files.newOutputStream(input.resolve(name)))) {
            file.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void filesDirectoriesAndGlobsPlainAndCompressed() throws IOException {
        Files.createDirectories(input.resolve("deeper"));
        new OrderCsv().row("security_code", 1).writeTo(input.resolve("a.csv"));
        new OrderCsv().row("security_code", 2).writeTo(input.resolve("deeper/b.csv"));
        new OrderCsv().row("security_code", 99).writeTo(input.resolve(".hidden.csv"));
        compress(
                "c.csv.gz",
                GZIPOutputStream::new,
                new OrderCsv().row("security_code", 3).text());
        compress(
                "d.csv.bz2",
                BZip2CompressorOutputStream::new,
                new OrderCsv().row("security_code", 4).text());
        compress(
                "e.csv.zst",
                ZstdOutputStream::new,
                new OrderCsv().row("security_code", 5).text());
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        new OrderCsv().row("security_code", 6).writeTo(elsewhere.resolve("one.csv"));
        new OrderCsv().row("security_code", 99).writeTo(elsewhere.resolve("two.txt"));

        // A file that is given twice is read once.
        Results results = results("--input", input, input.resolve("a.csv"), elsewhere + "/*.csv");
        assertThat(results.csv("by_security.csv"))
                .extracting(row -> row.get("security_code") + ": " + row.get("events"))
                .containsExactly("1: 1", "2: 1", "3: 1", "4: 1", "5: 1", "6: 1");
        assertThat(results.rows("lines")).isEqualTo(12);
        assertThat(results.rows("header")).isEqualTo(6);
    }

    @Test
    void columnsInAnyOrderWithAliasesByteOrderMarkAndCarriageReturns() throws IOException {
        Files.writeString(
                input.resolve("theirs.csv"),
                "\uFEFFpx, OrderId ,note,TIMESTAMP,orderbookid,side,quantity,leavesquantity,totalmatchedquantity,"
                        + "exchangeordertype,participantid,orderstatus\r\n"
                        + "12,9007199254740993,\"a, \"\"quoted\"\" note\",1725494536001032398,7,2,5,5,0,4098,69,1\r\n"
                        + "\r\n"
                        + " +13 ,9223372036854775807,,1725494536001032398,\" 7 \",2,5,5,0,4098,69,1");
        new OrderCsv().row("security_code", 8).writeTo(input.resolve("ours.csv"));
        Path config = Files.writeString(folder.resolve("job.conf"), "columns.aliases { px = price }");

        Results results = results("--input", input, "--config", config, "--keep-orders");
        assertThat(results.rows("blank")).isEqualTo(1);
        assertThat(results.rows("kept")).isEqualTo(3);
        Map<String, String> theirs = results.csv("by_security.csv").get(0);
        assertThat(theirs).containsEntry("price_min", "12").containsEntry("price_max", "13");
        assertThat(TestSpark.session()
                        .read()
                        .parquet(output.resolve("orders").toString())
                        .where("security_code = 7")
                        .selectExpr("order_id")
                        .collectAsList())
                .extracting(row -> row.getLong(0))
                .containsExactlyInAnyOrder(9007199254740993L, Long.MAX_VALUE);
    }

    @Test
    void aHeaderAndNoRows() throws IOException {
        new OrderCsv().writeTo(input.resolve("empty.csv"));
        Results results = results("--input", input, "--keep-orders");
        assertThat(results.rows("lines")).isEqualTo(1);
        for (String file : List.of("overall.csv", "by_security.csv", "by_order_size.csv", "matrix.csv")) {
            assertThat(results.text(file).lines()).as(file).hasSize(1);
        }
        assertThat(results.text("overall.csv")).startsWith("events,buy_events,");
    }

    @Test
    void findsExactlyTheRejectsOfACorruptFeed() throws IOException {
        Path feed = input.resolve("corrupt.csv");
        CommandLineRun generated =
                CommandLineRun.of("generate", "--output", feed, "--rows", 20_000, "--corrupt", "0.01", "--seed", 11);
        // Chunks of 64 KiB, so that line numbers must be added up over many of them.
        Results results = results("--input", feed, "-Dspark.ordermatrix.scan.chunk-size=64 KiB");
        Map<String, Long> rejected = results.rejected();
        assertThat(rejected.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(200);
        rejected.forEach(
                (reason, count) -> assertThat(generated.out()).containsPattern("(?m)^" + reason + " +" + count + "$"));
        assertThat(results.rows("lines")).isEqualTo(20_001);
        assertThat(results.rows("parsed")).isEqualTo(19_800);

        String text = Files.readString(feed);
        List<String> lines = text.lines().toList();
        assertThat(results.csv("rejects.csv")).hasSize(200).allSatisfy(reject -> {
            int line = Integer.parseInt(reject.get("line"));
            assertThat(reject).containsEntry("file", feed.toString());
            assertThat(reject.get("raw").strip()).isEqualTo(lines.get(line - 1).strip());
            int offset = Integer.parseInt(reject.get("byte_offset"));
            assertThat(text.substring(offset)).startsWith(lines.get(line - 1));
        });
    }

    @Test
    void tooManyRejectsFailTheRunAndKeepTheOldResults() throws IOException {
        Path feed = new OrderCsv().row().writeTo(input.resolve("orders.csv"));
        String before = results("--input", feed).text("overall.csv");
        String text =
                new OrderCsv().row().row("price", "abc").row("quantity", "-1").text();
        Files.writeString(feed, text);
        int secondRow = text.indexOf("\n", text.indexOf("\n") + 1) + 1;
        int thirdRow = text.indexOf("\n", secondRow) + 1;
        CommandLineRun run = run("--input", feed);
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.errorLines())
                .containsExactly(
                        "error: 2 of 3 rows were rejected, a share of 0.6667, but reject.max-share allows 0.01; the first ones:",
                        "  " + feed + ": line 3 (byte " + secondRow + "): not_a_number:price: "
                                + "7904794000123881961,1725501600000000000,110621,abc,1,1000,600,400,0,69,1",
                        "  " + feed + ": line 4 (byte " + thirdRow + "): negative:quantity: "
                                + "7904794000123881961,1725501600000000000,110621,3500,1,-1,600,400,0,69,1");
        assertThat(new Results(output).text("overall.csv")).isEqualTo(before);
        // Finished waves are kept for a run that allows more rejects, and deleted after it.
        CommandLineRun allowed = run("--input", feed, "-Dspark.ordermatrix.reject.max-share=0.7");
        assertThat(allowed.status()).isZero();
        assertThat(allowed.errorLines()).containsExactly("Resuming: 1 of 1 waves are already done");
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("input", "results");
    }

    @Test
    void aRowIsCheckedForItsFilterColumnsThenDroppedThenCheckedForAll() throws IOException {
        Path feed = new OrderCsv()
                .row("participantid", "x", "security_code", 1) // a filter column, though security would drop it
                .row("security_code", 1, "price", "x") // dropped before its price is parsed
                .row("security_code", 2, "price", "x", "participantid", 69)
                .row("security_code", 2, "participantid", 70)
                .row("security_code", 2, "exchangeordertype", "x", "price", "x") // the first column of the table
                .row("security_code", 2)
                .writeTo(input.resolve("orders.csv"));
        Results results = results(
                "--input", feed, "--security", 2, "--participant", 69, "-Dspark.ordermatrix.reject.max-share=1");
        assertThat(results.rejected()).isEqualTo(Map.of("not_a_number:participantid", 1L, "not_a_number:price", 2L));
        assertThat(results.rows("dropped/security")).isEqualTo(1);
        assertThat(results.rows("dropped/participant")).isEqualTo(1);
        assertThat(results.rows("kept")).isEqualTo(1);
    }

    @Test
    void pricesKeepTheConfiguredDecimalsAndAreNeverRounded() throws IOException {
        Path feed = new OrderCsv()
                .row("price", "134.51")
                .row("price", "134.510")
                .row("price", "134.511")
                .row("price", "21474836.47")
                .row("price", "21474836.48")
                .row("price", "134.")
                .writeTo(input.resolve("orders.csv"));
        Results results = results(
                "--input",
                feed,
                "--conf",
                "spark.ordermatrix.price.decimals=2",
                "-Dspark.ordermatrix.reject.max-share=1");
        assertThat(results.rejected())
                .isEqualTo(Map.of("precision:price", 1L, "overflow:price", 1L, "not_a_number:price", 1L));
        assertThat(results.csv("overall.csv").get(0))
                .containsEntry("events", "3")
                .containsEntry("price_min", "13451")
                .containsEntry("price_max", "2147483647");
    }

    @Test
    void squaresOfLargeQuantitiesAndSumsBeyond53BitsAreExact() throws IOException {
        OrderCsv orders = new OrderCsv();
        for (int row = 0; row < 5; row++) {
            orders.row("quantity", Integer.MAX_VALUE - row, "price", 1_000_000);
        }
        Map<String, String> overall = results("--input", orders.writeTo(input.resolve("orders.csv")))
                .csv("overall.csv")
                .get(0);
        assertThat(overall)
                .containsEntry("quantity_sum", Long.toString(5L * Integer.MAX_VALUE - 10))
                .containsEntry("notional_sum", Long.toString((5L * Integer.MAX_VALUE - 10) * 1_000_000));
        assertThat(Double.parseDouble(overall.get("quantity_std"))).isEqualTo(Math.sqrt(2.5));
    }

    @Test
    void aSumThatOverflowsIsAnError() throws IOException {
        OrderCsv orders = new OrderCsv();
        for (int row = 0; row < 3; row++) {
            orders.row("quantity", Integer.MAX_VALUE, "price", Integer.MAX_VALUE);
        }
        CommandLineRun run = run("--input", orders.writeTo(input.resolve("orders.csv")));
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.errorLines()).singleElement().asString().contains("64 bits");
        assertThat(output).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "nothing", textBlock = """
            no.csv      | nothing                                    | no such file or directory
            empty.csv   | ''                                         | the file has no bytes; expected a header line
            missing.csv | 'order_id,timestamp,security_code,price,side,leavesquantity,totalmatchedquantity,exchangeordertype,participantid' | missing columns quantity, orderstatus; found order_id, timestamp, security_code, price, side, leavesquantity, totalmatchedquantity, exchangeordertype, participantid
            twice.csv   | 'order_id,timestamp,security_code,price,side,quantity,leavesquantity,totalmatchedquantity,exchangeordertype,participantid,orderstatus,SecurityCode' | column security_code is named twice, in fields 3 and 12
            cut.csv.gz  | 'not compressed'                       | can't be read: not a gzip file
            """)
    void anUnreadableFileStopsTheRunBeforeAnyWork(String name, String text, String problem) throws IOException {
        Path file = input.resolve(name);
        if (text != null) {
            Files.writeString(file, text);
        }
        CommandLineRun run = run("--input", file);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errorLines()).containsExactly("error: " + file + ": " + problem);
        assertThat(output).doesNotExist();
    }

    @Test
    void everyBadFileIsNamedAtOnce() throws IOException {
        Files.writeString(input.resolve("a.csv"), "");
        Files.writeString(input.resolve("b.csv"), "order_id\n");
        assertThat(run("--input", input, folder.resolve("c.csv")).errorLines()).hasSize(3);
    }

    /** Files that are not CSV in UTF-8 are named with what they are, without any of their bytes. */
    @Test
    void aFileOfAnotherFormatIsNamed() throws IOException {
        String text = new OrderCsv().row().text();
        Files.write(input.resolve("a.csv"), text.getBytes(StandardCharsets.UTF_16));
        Files.write(input.resolve("b.csv"), text.getBytes(StandardCharsets.UTF_16BE));
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(input.resolve("c.zip")))) {
            zip.putNextEntry(new ZipEntry("orders.csv"));
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        compress("d.csv", GZIPOutputStream::new, text);
        compress("e.csv", BZip2CompressorOutputStream::new, text);
        compress("f.csv", ZstdOutputStream::new, text);

        CommandLineRun run = run("--input", input);
        assertThat(run.status()).isEqualTo(2);
        List<String> problems = run.err().lines().toList();
        assertThat(problems).hasSize(6);
        List<String> found = List.of("text in UTF-16", "binary data", "a zip archive", "gzip", "bzip2", "zstd");
        for (int at = 0; at < found.size(); at++) {
            assertThat(problems.get(at)).startsWith("error: ").contains(": found ", found.get(at), "expected");
            assertThat(problems.get(at).chars()).allMatch(letter -> letter >= ' ' && letter <= '~');
        }
        assertThat(output).doesNotExist();
    }

    @Test
    void aFileIsReadOnceHoweverManyLinksLeadToIt() throws IOException {
        Path orders = new OrderCsv().row().writeTo(input.resolve("orders.csv"));
        Path linked = Files.createSymbolicLink(folder.resolve("linked"), input);
        Path other = Files.createSymbolicLink(input.resolve("again.csv"), orders);
        Results results = results("--input", input, "--input", linked, "--input", other);
        assertThat(results.rows("kept")).isEqualTo(1);
        assertThat(results.run().at("/inputs/0/file").asText()).isEqualTo(orders.toString());
        assertThat(results.run().at("/inputs")).hasSize(1);
        Results ofLink = results("--input", linked.resolve("again.csv"));
        assertThat(ofLink.rows("kept")).isEqualTo(1);
        assertThat(ofLink.run().at("/inputs/0/file").asText())
                .isEqualTo(linked.resolve("again.csv").toString());
    }

    @Test
    void aMissingColumnNamesTheAliasThatMayBeMeant() throws IOException {
        Files.writeString(
                input.resolve("theirs.csv"), new OrderCsv().row().text().replace("security_code", "securityid"));
        assertThat(run("--input", input).err())
                .contains("missing column security_code")
                .contains("if securityid means security_code, set columns.aliases.securityid = security_code");
        Path unlike = folder.resolve("unlike.csv");
        Files.writeString(unlike, new OrderCsv().row().text().replace("participantid", "date"));
        assertThat(run("--input", unlike).err())
                .contains("missing column participantid; found ")
                .doesNotContain("aliases");
        assertThat(results("--input", input, "-Dspark.ordermatrix.columns.aliases=securityid=security_code")
                        .rows("kept"))
                .isEqualTo(1);
    }

    /** Real events in another unit fail with the setting that mends them. */
    @ParameterizedTest
    @CsvSource({"us, 1000", "ms, 1000000", "s, 1000000000"})
    void timestampsInAnotherUnitNameTheUnit(String unit, long nanos) throws IOException {
        new OrderCsv()
                .row("timestamp", OrderCsv.timestamp("2024-09-05T12:00:00") / nanos)
                .writeTo(input.resolve("orders.csv"));
        CommandLineRun run = run("--input", input);
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .contains("line 2 ", "implausible:timestamp", "columns.timestamp-unit = " + unit + " would make")
                .contains("2024-09-05");
        assertThat(output).doesNotExist();
        CommandLineRun mended = run("--input", input, "-Dspark.ordermatrix.columns.timestamp-unit=" + unit);
        assertThat(mended.status()).isZero();
        assertThat(new Results(output).csv("by_date_hour.csv"))
                .extracting(row -> row.get("trade_date") + " " + row.get("hour"))
                .containsExactly("2024-09-05 12");
    }

    @Test
    void pricesWithMoreDigitsNameTheSetting() throws IOException {
        new OrderCsv().row("price", "35.005").writeTo(input.resolve("orders.csv"));
        assertThat(run("--input", input).err())
                .contains("precision:price", "price.decimals says how many digits after the point");
    }

    @Test
    void aSelectionThatKeepsNothingSaysWhatThereIs() throws IOException {
        new OrderCsv()
                .row()
                .row("security_code", 7, "participantid", 1)
                .row("exchangeordertype", 2048)
                .writeTo(input.resolve("orders.csv"));
        CommandLineRun run = run("--input", input, "--security", 7, "--participant", 69);
        assertThat(run.status()).isZero();
        assertThat(run.err().lines().toList())
                .containsExactly(
                        "The selection keeps none of 3 rows (dropped: 2 by security, 1 by participant); the first"
                                + " 3 rows of " + input.resolve("orders.csv")
                                + " have dates 2024-09-05; hours 12; securities 7, 110621; participants 1, 69; order types 0,"
                                + " 2048");
        assertThat(new Results(output).rows("kept")).isZero();
        assertThat(run("--input", input, "--security", 7, "--participant", 69, "--quiet")
                        .err())
                .isEmpty();
    }
}
