package io.ordermatrix.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermatrix.testkit.CommandLineRun;
import io.ordermatrix.testkit.DuckDb;
import io.ordermatrix.testkit.FolderImage;
import io.ordermatrix.testkit.Fuzz;
import io.ordermatrix.testkit.RandomLives;
import io.ordermatrix.testkit.RealData;
import io.ordermatrix.testkit.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** lifecycles/ has what DuckDB's window functions find in the file. */
class LifecyclesTest {
    private static final String COLUMNS = "security_code, trade_date, order_id, participantid, side, exchangeordertype,"
            + " entered, first_timestamp, last_timestamp, entry_price, entry_quantity, last_price, last_quantity,"
            + " events, amendments, fills, matched_quantity, leaves_quantity, total_matched_quantity,"
            + " first_fill_timestamp, last_fill_timestamp, outcome, entry_bid, entry_offer, entry_national_bid,"
            + " entry_national_offer, aggressiveness";

    /** The documented meaning of each column, in SQL; %1$s is the table of events, %2$s a price unit of quotes. */
    private static final String LIVES = """
            numbered AS (
                SELECT *, row_number() OVER () AS n FROM (%1$s)),
            framed AS (
                SELECT *,
                    first_value(reason) OVER life AS first_reason,
                    first_value(totalmatchedquantity) OVER life AS first_matched,
                    lag(totalmatchedquantity) OVER life AS before
                FROM numbered
                WINDOW life AS (PARTITION BY security_code, trade_date, order_id ORDER BY "timestamp", n)),
            marked AS (
                SELECT *,
                    CASE WHEN first_reason IS NULL OR first_reason IN (6, 29) THEN 0 ELSE first_matched END AS base
                FROM framed),
            lives AS (
                SELECT security_code, trade_date, order_id,
                    first(participantid ORDER BY "timestamp", n) AS participantid,
                    first(side ORDER BY "timestamp", n) AS side,
                    first(exchangeordertype ORDER BY "timestamp", n) AS exchangeordertype,
                    any_value(first_reason) IN (6, 29) AS entered,
                    min("timestamp") AS first_timestamp,
                    max("timestamp") AS last_timestamp,
                    first(price ORDER BY "timestamp", n) AS entry_price,
                    first(quantity ORDER BY "timestamp", n) AS entry_quantity,
                    last(price ORDER BY "timestamp", n) AS last_price,
                    last(quantity ORDER BY "timestamp", n) AS last_quantity,
                    count(*) AS events,
                    CASE WHEN any_value(first_reason) IS NOT NULL THEN count(*) FILTER (reason = 5) END AS amendments,
                    count(*) FILTER (totalmatchedquantity > coalesce(before, base)) AS fills,
                    last(totalmatchedquantity ORDER BY "timestamp", n) - any_value(base) AS matched_quantity,
                    last(leavesquantity ORDER BY "timestamp", n) AS leaves_quantity,
                    last(totalmatchedquantity ORDER BY "timestamp", n) AS total_matched_quantity,
                    min("timestamp") FILTER (totalmatchedquantity > coalesce(before, base)) AS first_fill_timestamp,
                    max("timestamp") FILTER (totalmatchedquantity > coalesce(before, base)) AS last_fill_timestamp,
                    last(orderstatus ORDER BY "timestamp", n) AS status,
                    last(reason ORDER BY "timestamp", n) AS last_reason,
                    first(bid ORDER BY "timestamp", n) AS entry_bid,
                    first(offer ORDER BY "timestamp", n) AS entry_offer,
                    first(national_bid ORDER BY "timestamp", n) AS entry_national_bid,
                    first(national_offer ORDER BY "timestamp", n) AS entry_national_offer
                FROM marked GROUP BY security_code, trade_date, order_id),
            ended AS (
                SELECT *,
                    CASE WHEN status = 1 THEN 'open'
                         WHEN status <> 2 THEN 'inactive'
                         WHEN leaves_quantity = 0 AND total_matched_quantity > 0 THEN 'filled'
                         WHEN last_reason IN (1, 10) THEN 'cancelled'
                         WHEN last_reason IN (19, 24, 26) THEN 'expired'
                         WHEN last_reason IN (3, 9, 15, 20, 23, 27, 34, 35, 43, 51) THEN 'cancelled_by_system'
                         WHEN last_reason = 6 AND events > 1 THEN 'cancelled_by_system'
                         ELSE 'unknown' END AS outcome,
                    %2$s * CASE WHEN side = 1 THEN entry_national_bid ELSE -entry_national_offer END AS own,
                    %2$s * CASE WHEN side = 1 THEN entry_national_offer ELSE -entry_national_bid END AS other,
                    CASE WHEN side = 1 THEN entry_price ELSE -entry_price END AS signed
                FROM lives),
            expected AS (
                SELECT *,
                    CASE WHEN entered IS NOT TRUE THEN 'unknown'
                         WHEN entry_price = 0 THEN 'crosses'
                         WHEN own IS NULL AND other IS NULL THEN 'unknown'
                         WHEN signed >= other THEN 'crosses'
                         WHEN own IS NULL OR signed > own THEN 'inside'
                         WHEN signed = own THEN 'at_touch'
                         ELSE 'behind' END AS aggressiveness
                FROM ended)""";

    @TempDir
    private Path folder;

    private Results run(Path file, String... options) {
        Path output = folder.resolve("results");
        List<Object> command =
                new ArrayList<>(List.of("run", "--input", file, "--output", output, "--overwrite", "--lifecycles"));
        command.addAll(List.of(options));
        CommandLineRun run = CommandLineRun.of(command.toArray());
        assertThat(run.status()).as(run.err()).isZero();
        return new Results(output);
    }

    /** The events of a file, with null for columns that it does not have. */
    private static String events(Path file) throws IOException {
        List<String> header = List.of(Files.readAllLines(file).get(0).split(",", -1));
        List<String> excluded = new ArrayList<>(List.of("second"));
        List<String> added = new ArrayList<>();
        for (String quote : List.of("bid", "offer", "national_bid", "national_offer")) {
            if (header.contains(quote)) {
                excluded.add(quote);
                added.add("nullif(try_cast(%1$s AS BIGINT), -9223372036854775808) AS %1$s".formatted(quote));
            } else {
                added.add("NULL::BIGINT AS " + quote);
            }
        }
        added.add("%s AS reason"
                .formatted(header.contains("changereason") ? "try_cast(changereason AS INTEGER)" : "NULL::INTEGER"));
        return "SELECT * EXCLUDE (%s), %s FROM orders".formatted(String.join(", ", excluded), String.join(", ", added));
    }

    private static long count(String sql) throws SQLException {
        return ((Number) DuckDb.query(sql).get(0).get("rows")).longValue();
    }

    private static long assertLivesOf(Path file, Results results, String unit) throws SQLException, IOException {
        String expected = "WITH %s, %s SELECT %s FROM expected"
                .formatted(DuckDb.orders(file), LIVES.formatted(events(file), unit), COLUMNS);
        String found = "SELECT %s FROM read_parquet('%s/*/*.parquet', hive_partitioning = true)"
                .formatted(COLUMNS, results.path("lifecycles"));
        String difference = "SELECT count(*) AS rows FROM ((%s) EXCEPT ALL (%s))";
        List<Map<String, Object>> missing =
                DuckDb.query("SELECT * FROM ((%s) EXCEPT ALL (%s)) ORDER BY ALL LIMIT 3".formatted(expected, found));
        List<Map<String, Object>> extra =
                DuckDb.query("SELECT * FROM ((%s) EXCEPT ALL (%s)) ORDER BY ALL LIMIT 3".formatted(found, expected));
        assertThat(extra).isEqualTo(missing);
        assertThat(count(difference.formatted(expected, found))).isZero();
        for (String part : results.files()) {
            if (part.startsWith("lifecycles/")) {
                assertThat(count("""
                                SELECT count(*) AS rows FROM (
                                    SELECT (security_code, order_id) AS key,
                                        lag((security_code, order_id)) OVER (ORDER BY file_row_number) AS before
                                    FROM read_parquet('%s', file_row_number = true)) WHERE key <= before""".formatted(results.path(part))))
                        .as("unsorted rows of " + part)
                        .isZero();
            }
        }
        return count("SELECT count(*) AS rows FROM (%s)".formatted(found));
    }

    static Stream<Long> seeds() {
        return Fuzz.seeds("lives", "ordermatrix.lives", 10, "ordermatrix.fuzz-seed")
                .boxed();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void ofRandomFeeds(long seed) throws SQLException, IOException {
        RandomLives lives = RandomLives.of(seed);
        Path clean = Files.writeString(folder.resolve("clean.csv"), lives.text());
        Path damaged = Files.writeString(folder.resolve("damaged.csv"), lives.damagedText());
        Results results = run(
                damaged,
                "-Dspark.ordermatrix.scan.chunk-size=4 KiB",
                "-Dspark.ordermatrix.reject.max-share=1",
                "--order-columns",
                "offer,timevaliditydecoded,changereason");
        assertThat(assertLivesOf(clean, results, "1")).as("seed " + seed).isPositive();
        FolderImage both = FolderImage.of(results.path("lifecycles"));
        assertThat(FolderImage.of(run(clean).path("lifecycles")))
                .as("without events, and in other chunks")
                .isEqualTo(both);
    }

    @Test
    void ofRealData() throws SQLException, IOException {
        Path states = RealData.file(RealData.LAST_STATES);
        Results results = run(states);
        assertThat(assertLivesOf(states, results, "1")).isEqualTo(8247);
        String sweeps = """
                SELECT count(*) FILTER (leaves_quantity = 0 AND total_matched_quantity > 0) AS filled,
                    count(*) FILTER (leaves_quantity > 0 AND total_matched_quantity > 0) AS partly_filled,
                    count(*) FILTER (total_matched_quantity = 0) AS unfilled
                FROM read_parquet('%s/*/*.parquet') WHERE exchangeordertype = 2048""".formatted(results.path("lifecycles"));
        assertThat(DuckDb.query(sweeps))
                .containsExactly(Map.of("filled", 1650L, "partly_filled", 37L, "unfilled", 2506L));
        Path events = RealData.file(RealData.EVENTS_OF_69);
        assertThat(assertLivesOf(events, run(events), "1")).isEqualTo(70);
    }

    @Test
    void ofAGeneratedFeed() throws SQLException, IOException {
        Path feed = folder.resolve("feed.csv");
        assertThat(CommandLineRun.of("generate", "--output", feed, "--rows", 60_000, "--dates", 3, "--seed", 5)
                        .status())
                .isZero();
        assertThat(assertLivesOf(feed, run(feed), "1")).isGreaterThan(10_000);
    }

    @Test
    void resultsOfAnotherRunHaveNoLives() {
        Path feed = folder.resolve("feed.csv");
        assertThat(CommandLineRun.of("generate", "--output", feed, "--rows", 1000)
                        .status())
                .isZero();
        Results results = run(feed);
        CommandLineRun asked = CommandLineRun.of(
                "run", "--input", results.directory(), "--output", folder.resolve("answer"), "--lifecycles");
        assertThat(asked.status()).isEqualTo(2);
        assertThat(asked.err()).contains("--lifecycles needs the CSV files");
    }
}
