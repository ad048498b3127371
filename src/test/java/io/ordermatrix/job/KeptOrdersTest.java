package io.ordermatrix.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordermatrix.order.SizeBucket;
import io.ordermatrix.testkit.CommandLineRun;
import io.ordermatrix.testkit.DuckDb;
import io.ordermatrix.testkit.Fuzz;
import io.ordermatrix.testkit.OrderCsv;
import io.ordermatrix.testkit.RandomRun;
import io.ordermatrix.testkit.RealData;
import io.ordermatrix.testkit.Results;
import io.ordermatrix.testkit.TestSpark;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The selected events in orders/ are the rows of the file, each once, with sorted files for each date. */
class KeptOrdersTest {
    private static final String NEEDED =
            "order_id, \"timestamp\", security_code, price, side, quantity, leavesquantity,"
                    + " totalmatchedquantity, exchangeordertype, participantid, orderstatus";
    private static final String QUOTES = "bid, offer, national_bid, national_offer";
    private static final String BUCKET = Arrays.stream(SizeBucket.values())
            .map(size -> "WHEN '%s' THEN %d".formatted(size.label(), size.code()))
            .collect(Collectors.joining(" ", "CASE size_bucket ", " END"));

    @TempDir
    private Path folder;

    private Results run(Path file, Stream<?> options) {
        Path output = folder.resolve("results");
        Stream<Object> arguments = Stream.concat(
                Stream.of("run", "--input", file, "--output", output, "--overwrite", "--keep-orders"), options);
        CommandLineRun run = CommandLineRun.of(arguments.toArray());
        assertThat(run.status()).as(run.err()).isZero();
        return new Results(output);
    }

    /** Generated lives of orders, with all columns of the feed. */
    private Path feed(int rows) {
        return feed(rows, 3);
    }

    private Path feed(int rows, int dates) {
        Path file = folder.resolve("feed.csv");
        assertThat(CommandLineRun.of("generate", "--output", file, "--rows", rows, "--dates", dates, "--seed", 11)
                        .status())
                .isZero();
        return file;
    }

    private static String stored(Results results) {
        return "read_parquet('%s/*/*.parquet', hive_partitioning = true)".formatted(results.path("orders"));
    }

    private static long count(String sql) throws SQLException {
        return ((Number) DuckDb.query("SELECT count(*) AS rows FROM (%s)".formatted(sql))
                        .get(0)
                        .get("rows"))
                .longValue();
    }

    /** Asserts that DuckDB reads the same rows from the file and from the results, and returns their number. */
    private static long assertSameRows(Path file, String condition, String others, Results results)
            throws SQLException {
        String columns = NEEDED + ", trade_date, hour, " + (others.isEmpty() ? "" : others + ", ");
        String expected = "WITH %s SELECT %s%s AS size_bucket FROM orders WHERE %s"
                .formatted(DuckDb.orders(file), columns, BUCKET, condition);
        String found = "SELECT %ssize_bucket FROM %s".formatted(columns, stored(results));
        if (count(expected) == 0) {
            assertThat(results.path("orders")).isEmptyDirectory();
            return 0;
        }
        assertThat(count("(%s) EXCEPT ALL (%s)".formatted(found, expected))).isZero();
        assertThat(count("(%s) EXCEPT ALL (%s)".formatted(expected, found))).isZero();
        return count(found);
    }

    /** Asserts that each date has one file, with rows sorted by security, time and order. */
    private static void assertOrder(Results results) throws SQLException, IOException {
        List<String> files = results.files().stream()
                .filter(file -> file.startsWith("orders/"))
                .toList();
        assertThat(files).allMatch(file -> file.endsWith("/part-00000.parquet"));
        for (String file : files) {
            String keys = "(security_code, \"timestamp\", order_id)";
            assertThat(count("SELECT 1 FROM (SELECT %1$s AS key, lag(%1$s) OVER (ORDER BY file_row_number) AS before"
                                    .formatted(keys)
                            + " FROM read_parquet('%s', file_row_number = true)) WHERE key < before"
                                    .formatted(results.path(file))))
                    .as(file)
                    .isZero();
        }
    }

    @Test
    void ofRealData() throws SQLException, IOException {
        for (String name : List.of(RealData.LAST_STATES, RealData.EVENTS_OF_69)) {
            Path file = RealData.file(name);
            Results results = run(file, Stream.empty());
            assertThat(assertSameRows(file, "TRUE", "", results)).isEqualTo(results.rows("kept"));
            assertOrder(results);
        }
    }

    @Test
    void ofRandomFilesWithRandomSelections() throws SQLException, IOException {
        for (long seed : Fuzz.seedsOfRuns("KeptOrdersTest", 3).toArray()) {
            RandomRun run = RandomRun.of(seed);
            Path file = Files.writeString(folder.resolve("random.csv"), run.text());
            try {
                Results results = run(file, run.options().stream());
                assertSameRows(file, run.condition(), "", results);
                assertOrder(results);
            } catch (AssertionError | SQLException failure) {
                throw new AssertionError(
                        "-Dordermatrix.fuzz-runs=1 -Dordermatrix.fuzz-seed=" + seed + ": " + run.options(), failure);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "spark-csv"})
    void haveTheRequestedOptionalColumns(String engine) throws SQLException, IOException {
        Path file = feed(20_000);
        Results results = run(
                file,
                Stream.of(
                        "--engine",
                        engine,
                        "--order-columns",
                        "bid,Offer,national_bid,national_offer,changereason,sequence,timevaliditydecoded",
                        "-Dspark.ordermatrix.scan.chunk-size=300 KiB",
                        "--participant",
                        "1,2,3,4,5,6,7,8,9"));
        String quotes = Arrays.stream(QUOTES.split(", "))
                .map(name -> "nullif(%1$s, -9223372036854775808) AS %1$s".formatted(name))
                .collect(Collectors.joining(", "));
        String others = ", changereason, sequence, timevaliditydecoded";
        assertThat(assertSameRowsWith(file, quotes + others, QUOTES + others, results))
                .isEqualTo(results.rows("kept"))
                .isPositive();
        assertOrder(results);
        Map<String, String> types = DuckDb.query("DESCRIBE SELECT * FROM " + stored(results)).stream()
                .collect(Collectors.toMap(
                        row -> row.get("column_name").toString(),
                        row -> row.get("column_type").toString()));
        assertThat(types)
                .containsEntry("bid", "BIGINT")
                .containsEntry("changereason", "TINYINT")
                .containsEntry("sequence", "BIGINT")
                .containsEntry("timevaliditydecoded", "VARCHAR");
    }

    private static long assertSameRowsWith(Path file, String read, String named, Results results) throws SQLException {
        String condition = "participantid BETWEEN 1 AND 9";
        String expected = "WITH %s SELECT %s, trade_date, %s FROM orders WHERE %s"
                .formatted(DuckDb.orders(file), NEEDED, read, condition);
        String found = "SELECT %s, trade_date, %s FROM %s".formatted(NEEDED, named, stored(results));
        assertThat(count("(%s) EXCEPT ALL (%s)".formatted(found, expected))).isZero();
        assertThat(count("(%s) EXCEPT ALL (%s)".formatted(expected, found))).isZero();
        return count(found);
    }

    @Test
    void aBusyDateHasSeveralFiles() throws SQLException {
        int rows = 2_200_000;
        Results results = run(feed(rows, 1), Stream.of("--lifecycles"));
        for (String table : List.of("orders", "lifecycles", "flow")) {
            assertThat(results.files().stream().filter(file -> file.startsWith(table + "/")))
                    .as(table)
                    .hasSize(2);
        }
        String keys = "(security_code, \"timestamp\", order_id)";
        assertThat(count(
                        "SELECT 1 FROM (SELECT %1$s AS key, lag(%1$s) OVER (ORDER BY filename, file_row_number) AS before"
                                        .formatted(keys)
                                + " FROM read_parquet('%s/*/*.parquet', filename = true, file_row_number = true)) WHERE key < before"
                                        .formatted(results.path("orders"))))
                .isZero();
        String orders =
                "SELECT security_code, order_id, count(*) AS events FROM %s GROUP BY ALL".formatted(stored(results));
        String lifecycles = "SELECT security_code, order_id, events FROM read_parquet('%s/*/*.parquet')"
                .formatted(results.path("lifecycles"));
        assertThat(count("(%s) EXCEPT ALL (%s)".formatted(orders, lifecycles))).isZero();
        assertThat(count("(%s) EXCEPT ALL (%s)".formatted(lifecycles, orders))).isZero();
        assertThat(results.rows("kept")).isEqualTo(rows);
        Map<String, Object> flow = DuckDb.query(
                        ("SELECT sum(orders) AS orders, count(*) AS groups, count(DISTINCT (security_code, participantid, hour))"
                                        + " AS keys FROM read_parquet('%s/*/*.parquet')")
                                .formatted(results.path("flow")))
                .get(0);
        assertThat(flow.get("groups")).isEqualTo(flow.get("keys"));
        assertThat(((Number) flow.get("orders")).longValue())
                .isEqualTo(count(lifecycles))
                .isEqualTo(Long.parseLong(results.csv("flow_overall.csv").get(0).get("orders")));
    }

    @Test
    void sparkReadsTheTypesOfTheFeed() {
        Results results = run(feed(2_000), Stream.of("--order-columns", "bid,timevaliditydecoded"));
        Dataset<Row> orders =
                TestSpark.session().read().parquet(results.path("orders").toString());
        assertThat(typed(orders))
                .containsExactly(
                        "order_id BIGINT",
                        "timestamp BIGINT",
                        "security_code INT",
                        "price INT",
                        "side TINYINT",
                        "quantity INT",
                        "leavesquantity INT",
                        "totalmatchedquantity INT",
                        "exchangeordertype SMALLINT",
                        "participantid INT",
                        "orderstatus TINYINT",
                        "hour TINYINT",
                        "size_bucket TINYINT",
                        "bid BIGINT",
                        "timevaliditydecoded STRING",
                        "trade_date DATE");
        Row counted = orders.selectExpr("count(*)", "sum(quantity)").first();
        assertThat(counted.getLong(0)).isEqualTo(2_000);
        assertThat(Long.toString(counted.getLong(1)))
                .isEqualTo(results.csv("overall.csv").get(0).get("quantity_sum"));
    }

    @Test
    void areReadByTheOrdersSourceWithPruning() {
        Path file = feed(20_000);
        Results results = run(file, Stream.empty());
        SparkSession spark = TestSpark.session();
        Dataset<Row> stored =
                spark.read().format("orders").load(results.directory().toString());
        Dataset<Row> read = spark.read().format("orders").load(file.toString());
        String[] columns = stored.columns();
        assertThat(typed(stored)).containsExactlyInAnyOrderElementsOf(typed(read.selectExpr(columns)));
        assertThat(stored.exceptAll(read.selectExpr(columns)).count()).isZero();
        assertThat(read.selectExpr(columns).exceptAll(stored).count()).isZero();

        Dataset<Row> asked = stored.where("trade_date = DATE'2024-09-03' AND security_code = 110621 AND hour >= 10");
        assertThat(asked.count())
                .isEqualTo(read.where("trade_date = DATE'2024-09-03' AND security_code = 110621 AND hour >= 10")
                        .count())
                .isPositive();
        String plan = asked.queryExecution().executedPlan().toString();
        assertThat(plan)
                .containsPattern("PartitionFilters: \\[.*trade_date")
                .containsPattern("PushedFilters: \\[.*security_code");
    }

    private static List<String> typed(Dataset<Row> rows) {
        return Arrays.stream(rows.schema().fields())
                .map(field -> field.name() + " " + field.dataType().sql())
                .toList();
    }

    @Test
    void resultsWithoutEventsCantBeRead() {
        Path file = feed(100);
        Path output = folder.resolve("results");
        assertThat(CommandLineRun.of("run", "--input", file, "--output", output).status())
                .isZero();
        assertThatThrownBy(() -> TestSpark.session().read().format("orders").load(output.toString()))
                .hasMessage(output + ": the run kept no events; run it with --keep-orders, or load its input");
    }

    @Test
    void aColumnThatNoFileHasIsAnErrorBeforeAnyWork() {
        Path file = feed(100);
        Path output = folder.resolve("results");
        for (String command : List.of("run", "plan")) {
            CommandLineRun run =
                    CommandLineRun.of(command, "--input", file, "--output", output, "--order-columns", "bid,ask");
            assertThat(run.status()).isEqualTo(2);
            assertThat(run.errorLines())
                    .singleElement()
                    .asString()
                    .contains("--order-columns: no file has the column ask; found ")
                    .contains("; found bid, ");
        }
        assertThat(output).doesNotExist();
    }

    @Test
    void aColumnMissingFromAFileIsNull() throws IOException, SQLException {
        Path whole = feed(1_000);
        Path directory = Files.createDirectory(folder.resolve("input"));
        Files.move(whole, directory.resolve("whole.csv"));
        Files.writeString(
                directory.resolve("narrow.csv"),
                new OrderCsv()
                        .row("timestamp", OrderCsv.timestamp("2024-09-03T11:00:00"))
                        .text());
        Results results = run(directory, Stream.of("--order-columns", "bid,timevaliditydecoded"));
        assertThat(count("SELECT 1 FROM %s WHERE bid IS NULL AND timevaliditydecoded IS NULL"
                        .formatted(stored(results))))
                .isEqualTo(1);
        assertThat(count("SELECT 1 FROM " + stored(results))).isEqualTo(1_001);
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "spark-csv"})
    void textThatIsNotUtf8CanBeReadByOthers(String engine) throws SQLException, IOException {
        List<String> lines = new OrderCsv()
                .row("order_id", 1)
                .row("order_id", 2)
                .row("order_id", 3)
                .row("order_id", 4)
                .text()
                .lines()
                .toList();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes((lines.get(0) + ",note,place\n").getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes((lines.get(1) + ",te\u00fft,Z\u00fcrich\n").getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes((lines.get(2) + ",plain,Z\u00fcrich\n").getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes((lines.get(3) + ",,\"a, Z\u00fcrich\"\n").getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes((lines.get(4) + ",\u00e9,\ufffd\n").getBytes(StandardCharsets.UTF_8));
        Path file = Files.write(folder.resolve("latin.csv"), bytes.toByteArray());
        Results results = run(file, Stream.of("--order-columns", "note,place", "--engine", engine));
        assertThat(DuckDb.query("SELECT note, place FROM %s ORDER BY order_id".formatted(stored(results))))
                .extracting(row -> row.get("note") + "|" + row.get("place"))
                .containsExactly("te\ufffdt|Z\ufffdrich", "plain|Z\u00fcrich", "|a, Z\ufffdrich", "\u00e9|\ufffd");
    }
}
