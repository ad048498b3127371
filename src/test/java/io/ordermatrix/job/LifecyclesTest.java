package io.ordermatrix.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordermatrix.synthetic.FeedSettings;
import io.ordermatrix.synthetic.OrderGenerator;
import io.ordermatrix.testkit.CommandLineRun;
import io.ordermatrix.testkit.DuckDb;
import io.ordermatrix.testkit.FolderImage;
import io.ordermatrix.testkit.Fuzz;
import io.ordermatrix.testkit.OrderCsv;
import io.ordermatrix.testkit.RandomLives;
import io.ordermatrix.testkit.RealData;
import io.ordermatrix.testkit.Results;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lifecycles and order flow are what DuckDB's window functions find in the file. */
class LifecyclesTest {
    private static final String COLUMNS = "security_code, trade_date, order_id, participantid, side, exchangeordertype,"
            + " entered, first_timestamp, last_timestamp, entry_price, entry_quantity, last_price, last_quantity,"
            + " events, amendments, amended_quantity, first_amendment_timestamp, fills, matched_quantity, leaves_quantity, total_matched_quantity,"
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
                    first(first_reason ORDER BY "timestamp", n) IN (6, 29) AS entered,
                    min("timestamp") AS first_timestamp,
                    max("timestamp") AS last_timestamp,
                    first(price ORDER BY "timestamp", n) AS entry_price,
                    first(quantity ORDER BY "timestamp", n) AS entry_quantity,
                    last(price ORDER BY "timestamp", n) AS last_price,
                    last(quantity ORDER BY "timestamp", n) AS last_quantity,
                    count(*) AS events,
                    CASE WHEN first(first_reason ORDER BY "timestamp", n) IS NOT NULL THEN count(*) FILTER (reason = 5) END AS amendments,
                    CASE WHEN first(first_reason ORDER BY "timestamp", n) IS NOT NULL
                        THEN coalesce(sum(quantity) FILTER (reason = 5), 0)::BIGINT END AS amended_quantity,
                    CASE WHEN first(first_reason ORDER BY "timestamp", n) IS NOT NULL
                        THEN min("timestamp") FILTER (reason = 5) END AS first_amendment_timestamp,
                    count(*) FILTER (totalmatchedquantity > coalesce(before, base)) AS fills,
                    first(hour ORDER BY "timestamp", n) AS hour,
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
                         WHEN status IN (3, 4) THEN 'inactive'
                         WHEN status <> 2 THEN 'unknown'
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

    private static final List<String> TIMES = List.of(
            "under_1ms",
            "under_10ms",
            "under_100ms",
            "under_1s",
            "under_10s",
            "under_1min",
            "under_10min",
            "under_1h",
            "longer");
    private static final List<Long> TIME_ENDS = List.of(
            1_000_000L,
            10_000_000L,
            100_000_000L,
            1_000_000_000L,
            10_000_000_000L,
            60_000_000_000L,
            600_000_000_000L,
            3_600_000_000_000L,
            Long.MAX_VALUE);

    /** The documented measures of order flow, in SQL over lives. */
    private static final String FLOW = """
            count(*) AS orders,
            count(*) FILTER (entered) AS entered,
            count(*) FILTER (NOT entered) AS carried_over,
            count(*) FILTER (amendments > 0) AS amended,
            coalesce(sum(amendments), 0)::BIGINT AS amendments,
            count(*) FILTER (leaves_quantity = 0 AND total_matched_quantity > 0) AS filled,
            count(*) FILTER (leaves_quantity > 0 AND total_matched_quantity > 0) AS partly_filled,
            count(*) FILTER (total_matched_quantity = 0) AS unfilled,
            count(*) FILTER (outcome = 'cancelled') AS cancelled,
            count(*) FILTER (outcome = 'cancelled_by_system') AS cancelled_by_system,
            count(*) FILTER (outcome = 'expired') AS expired,
            count(*) FILTER (outcome = 'open') AS open,
            count(*) FILTER (outcome = 'inactive') AS inactive,
            count(*) FILTER (outcome = 'unknown') AS outcome_unknown,
            coalesce(sum(entry_quantity) FILTER (entered), 0)::BIGINT AS entered_quantity,
            sum(matched_quantity)::BIGINT AS matched_quantity,
            coalesce(sum(leaves_quantity) FILTER (outcome IN ('cancelled', 'cancelled_by_system')), 0)::BIGINT
                AS cancelled_quantity,
            sum(fills)::BIGINT AS fills,
            (count(*) FILTER (entered) + 2 * coalesce(sum(amendments), 0)
                + count(*) FILTER (outcome = 'cancelled'))::BIGINT AS messages,
            (coalesce(sum(entry_quantity) FILTER (entered), 0) + 2 * coalesce(sum(amended_quantity), 0)
                + coalesce(sum(leaves_quantity) FILTER (outcome = 'cancelled'), 0))::BIGINT AS message_quantity,
            count(*) FILTER (entered AND total_matched_quantity = 0 AND (
                first_amendment_timestamp - first_timestamp <= 2000000000
                OR (outcome = 'cancelled' AND last_timestamp - first_timestamp <= 2000000000))) AS fleeting,
            %s,
            %s,
            count(*) FILTER (%s) AS spread_count,
            coalesce(sum(entry_national_offer - entry_national_bid) FILTER (%s), 0)::BIGINT AS spread_sum,
            coalesce(sum(20000000 * (entry_national_offer - entry_national_bid)
                // (entry_national_offer + entry_national_bid)) FILTER (%s), 0)::BIGINT AS spread_millibps_sum,
            count(*) FILTER (aggressiveness = 'crosses') AS crosses,
            count(*) FILTER (aggressiveness = 'at_touch') AS at_touch,
            count(*) FILTER (aggressiveness = 'inside') AS inside,
            count(*) FILTER (aggressiveness = 'behind') AS behind,
            count(*) FILTER (aggressiveness = 'unknown') AS aggressiveness_unknown""";

    private static final String RATIOS = """
            CASE WHEN fills > 0 THEN messages / fills::DOUBLE - 1 END AS order_to_trade_ratio,
            CASE WHEN matched_quantity <> 0
                THEN message_quantity / matched_quantity::DOUBLE - 1 END AS order_to_trade_ratio_by_volume,
            CASE WHEN entered_quantity > 0 THEN matched_quantity / entered_quantity::DOUBLE END AS fill_ratio""";

    private static final Map<String, String> FLOW_REPORTS = Map.of(
            "flow_overall", "",
            "flow_by_security", "security_code",
            "flow_by_date", "trade_date",
            "flow_by_participant", "participantid",
            "flow_by_hour", "hour",
            "flow_by_security_date", "security_code, trade_date");

    @TempDir
    private Path folder;

    /** Counts of durations by class. */
    private static String classes(String prefix, String condition, String duration) {
        List<String> counts = new ArrayList<>();
        for (int time = 0; time < TIMES.size(); time++) {
            long start = time == 0 ? 0 : TIME_ENDS.get(time - 1);
            counts.add("count(*) FILTER (entered AND %s AND %s >= %d AND %s < %d) AS %s_%s"
                    .formatted(condition, duration, start, duration, TIME_ENDS.get(time), prefix, TIMES.get(time)));
        }
        return String.join(", ", counts);
    }

    private static String flowMeasures() {
        String spread = "entered AND entry_national_bid > 0 AND entry_national_offer >= entry_national_bid";
        return FLOW.formatted(
                classes("first_fill", "first_fill_timestamp IS NOT NULL", "(first_fill_timestamp - first_timestamp)"),
                classes(
                        "lifetime",
                        "outcome IN ('filled', 'cancelled', 'cancelled_by_system', 'expired')",
                        "(last_timestamp - first_timestamp)"),
                spread,
                spread,
                spread);
    }

    /** Asserts that every report of order flow, and the table behind them, is what DuckDB finds in the lives. */
    private static void assertFlowOf(Path file, Results results, String unit) throws SQLException, IOException {
        String lives = "WITH %s, %s".formatted(DuckDb.orders(file), LIVES.formatted(events(file), unit));
        for (Map.Entry<String, String> report : FLOW_REPORTS.entrySet()) {
            String keys = report.getValue();
            String sql = "%s SELECT *, %s FROM (SELECT %s%s FROM expected %s) %s"
                    .formatted(
                            lives,
                            RATIOS,
                            keys.isEmpty() ? "" : keys + ", ",
                            flowMeasures(),
                            keys.isEmpty() ? "" : "GROUP BY " + keys,
                            keys.isEmpty() ? "" : "ORDER BY " + keys);
            List<Map<String, Object>> expected = DuckDb.query(sql);
            List<Map<String, String>> found = results.csv(report.getKey() + ".csv");
            assertThat(found).as(report.getKey()).hasSameSizeAs(expected);
            for (int row = 0; row < found.size(); row++) {
                assertThat(found.get(row).keySet()).isEqualTo(expected.get(row).keySet());
                for (Map.Entry<String, Object> value : expected.get(row).entrySet()) {
                    assertThat(DuckDb.agrees(found.get(row).get(value.getKey()), value.getValue()))
                            .as("%s, row %d: %s %s", report.getKey(), row, value, found.get(row))
                            .isTrue();
                }
            }
        }
        String sums = "orders, messages, fleeting, spread_millibps_sum, lifetime_longer";
        String groups = "security_code, trade_date, participantid, hour";
        String expected = "%s SELECT %s, %s FROM (SELECT %s, %s FROM expected GROUP BY ALL)"
                .formatted(lives, groups, sums, groups, flowMeasures());
        String found = "SELECT %s, %s FROM read_parquet('%s/*/*.parquet', hive_partitioning = true)"
                .formatted(groups, sums, results.path("flow"));
        assertThat(DuckDb.query("SELECT * FROM ((%s) EXCEPT ALL (%s)) LIMIT 3".formatted(expected, found)))
                .isEmpty();
        assertThat(DuckDb.query("SELECT * FROM ((%s) EXCEPT ALL (%s)) LIMIT 3".formatted(found, expected)))
                .isEmpty();
    }

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
        assertFlowOf(clean, results, "1");
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
        assertFlowOf(states, results, "1");
        String sweeps = """
                SELECT count(*) FILTER (leaves_quantity = 0 AND total_matched_quantity > 0) AS filled,
                    count(*) FILTER (leaves_quantity > 0 AND total_matched_quantity > 0) AS partly_filled,
                    count(*) FILTER (total_matched_quantity = 0) AS unfilled
                FROM read_parquet('%s/*/*.parquet') WHERE exchangeordertype = 2048""".formatted(results.path("lifecycles"));
        assertThat(DuckDb.query(sweeps))
                .containsExactly(Map.of("filled", 1650L, "partly_filled", 37L, "unfilled", 2506L));
        Path events = RealData.file(RealData.EVENTS_OF_69);
        Results ofEvents = run(events);
        assertThat(assertLivesOf(events, ofEvents, "1")).isEqualTo(70);
        assertFlowOf(events, ofEvents, "1");
    }

    @Test
    void ofAGeneratedFeed() throws SQLException, IOException {
        Path feed = folder.resolve("feed.csv");
        assertThat(CommandLineRun.of("generate", "--output", feed, "--rows", 60_000, "--dates", 3, "--seed", 5)
                        .status())
                .isZero();
        Results results = run(feed);
        assertThat(assertLivesOf(feed, results, "1")).isGreaterThan(10_000);
        assertFlowOf(feed, results, "1");
        // Times are packed as far as they go; a few sides are not.
        String sizes = """
                SELECT DISTINCT path_in_schema AS name, compression FROM parquet_metadata('%s/*/*.parquet')
                WHERE path_in_schema IN ('first_timestamp', 'side') ORDER BY ALL""".formatted(results.path("lifecycles"));
        assertThat(DuckDb.query(sizes))
                .containsExactly(
                        Map.of("name", "first_timestamp", "compression", "UNCOMPRESSED"),
                        Map.of("name", "side", "compression", "ZSTD"));
    }

    static LongStream seedsOfLongLives() {
        return Fuzz.seedsOfRuns("LifecyclesTest of long lives", 2);
    }

    /** Events are read by the thousand, and an order may have any number of them. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seedsOfLongLives")
    void ofOrdersWithThousandsOfEvents(long seed) throws SQLException, IOException {
        Random random = Fuzz.random(seed);
        StringBuilder text = new StringBuilder(
                "order_id,timestamp,security_code,price,side,quantity,leavesquantity,totalmatchedquantity,"
                        + "exchangeordertype,participantid,orderstatus,changereason,bid,offer,national_bid,national_offer\n");
        for (int events : new int[] {1, 1022, 2, 1023, 1024, 1025, 3, 2046, 2047, 2048, 2049, 5000, 4}) {
            int order = 10_000 * events + random.nextInt(10_000);
            long time = 1_725_500_000_000_000_000L + random.nextInt(1_000_000);
            int matched = random.nextInt(3);
            int reason = random.nextBoolean() ? 6 : 5;
            // Few of them fill or amend, so that whole batches do neither.
            int seldom = 1 + random.nextInt(2000);
            for (int event = 0; event < events; event++) {
                text.append("%d,%d,7,%d,1,%d,%d,%d,0,69,%d,%s,%d,,3400,%s%n"
                        .formatted(
                                order,
                                time,
                                3000 + random.nextInt(1000),
                                1 + random.nextInt(1000),
                                random.nextInt(2),
                                matched,
                                1 + random.nextInt(2),
                                random.nextInt(100) == 0 ? "" : Integer.toString(reason),
                                3300 + event,
                                random.nextBoolean() ? "" : "3500"));
                time += random.nextInt(2) * 1_000_000L;
                matched += random.nextInt(seldom) == 0 ? 1 : 0;
                reason = random.nextInt(seldom) == 0 ? 5 : 7;
            }
        }
        Path file = Files.writeString(folder.resolve("feed.csv"), text);
        Results results = run(file);
        assertThat(assertLivesOf(file, results, "1")).isEqualTo(13);
        assertFlowOf(file, results, "1");
    }

    static LongStream seedsOfFeeds() {
        return Fuzz.seedsOfRuns("LifecyclesTest of feeds", 1);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seedsOfFeeds")
    void theOutcomesAreThoseThatAFeedWasMadeWith(long seed) throws SQLException, IOException {
        Path file = folder.resolve("feed.csv");
        Map<String, Long> made;
        try (OutputStream out = Files.newOutputStream(file)) {
            made = new OrderGenerator(FeedSettings.ofRows(50_000).withSeed(seed))
                    .writeTo(out)
                    .outcomes();
        }
        Results results = run(file);
        Map<String, Long> found = new TreeMap<>();
        DuckDb.query("SELECT outcome, count(*) AS orders FROM read_parquet('%s/*/*.parquet') GROUP BY ALL"
                        .formatted(results.path("lifecycles")))
                .forEach(row -> found.put((String) row.get("outcome"), (Long) row.get("orders")));
        assertThat(found).isEqualTo(made).containsKeys("filled", "cancelled", "expired");
    }

    @Test
    void runJsonSaysWhichFilesLackOptionalColumns() throws IOException {
        OrderCsv bare = new OrderCsv().row();
        bare.writeTo(folder.resolve("bare.csv"));
        String text = bare.text();
        int end = text.indexOf('\n');
        Files.writeString(
                folder.resolve("quoted.csv"),
                text.substring(0, end) + ",changereason,bid,offer\n"
                        + text.substring(end + 1).strip() + ",6,1,2\n");
        Results results = run(folder.resolve("*.csv"));
        JsonNode missing = results.run().path("missing_columns");
        assertThat(missing.toString())
                .isEqualTo("{\"bid\":1,\"changereason\":1,\"national_bid\":2,\"national_offer\":2,\"offer\":1}");
        Path plain = folder.resolve("plain");
        assertThat(CommandLineRun.of("run", "--input", folder.resolve("bare.csv"), "--output", plain)
                        .status())
                .isZero();
        assertThat(new Results(plain).run().path("missing_columns")).isEmpty();
    }

    @Test
    void quotesBeyondAllPricesAreQuotesToo() throws SQLException, IOException {
        long most = Long.MAX_VALUE;
        Path feed = Files.writeString(folder.resolve("feed.csv"), """
                order_id,timestamp,security_code,price,side,quantity,leavesquantity,totalmatchedquantity,exchangeordertype,\
                participantid,orderstatus,changereason,national_bid,national_offer
                1,1725500000000000000,7,35.01,1,10,10,0,0,69,1,6,35,%1$d
                2,1725500000000000000,7,35.01,1,10,10,0,0,69,1,6,-%1$d,36
                3,1725500000000000000,7,35.01,2,10,10,0,0,69,1,6,35,-%1$d
                """.formatted(most));
        Results results = run(feed, "-Dspark.ordermatrix.price.decimals=2");
        List<Map<String, Object>> lives = DuckDb.query("""
                SELECT order_id, entry_price, aggressiveness FROM read_parquet('%s/*/*.parquet') ORDER BY order_id""".formatted(results.path("lifecycles")));
        assertThat(lives).extracting(life -> life.get("aggressiveness")).containsExactly("inside", "inside", "behind");
        assertThat(lives).extracting(life -> life.get("entry_price")).containsOnly(3501);
        Map<String, String> overall = results.csv("flow_overall.csv").get(0);
        assertThat(overall)
                .containsEntry("spread_count", "1")
                .containsEntry("spread_sum", Long.toString(most - 35))
                .containsEntry("spread_millibps_sum", "19999999");
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
