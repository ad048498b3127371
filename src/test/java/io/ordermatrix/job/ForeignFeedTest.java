package io.ordermatrix.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermatrix.testkit.CommandLineRun;
import io.ordermatrix.testkit.DuckDb;
import io.ordermatrix.testkit.FolderImage;
import io.ordermatrix.testkit.Results;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The feeds for which conf has an example, each compared with DuckDB's reading of the same file. */
class ForeignFeedTest {
    private static final Path LOBSTER = Path.of("conf/examples/ACME_2024-09-05_34200000_57600000_message_1.csv");
    private static final Path DATABENTO = Path.of("conf/examples/made-up-20240905.mbo.csv");
    private static final String KEY = "-Dspark.ordermatrix.";
    /** In September 2024, New York was four hours behind UTC. */
    private static final String NEW_YORK_HOUR = "((%s // 3600000000000) - 4) %% 24";

    private static final String MEASURES = """
            count(*) AS events, count(*) FILTER (buy) AS buy_events, count(*) FILTER (NOT buy) AS sell_events,
            sum(quantity)::BIGINT AS quantity_sum, min(price)::INTEGER AS price_min, max(price)::INTEGER AS price_max,
            sum(price * quantity)::BIGINT AS notional_sum, min(ns)::BIGINT AS first_timestamp, max(ns)::BIGINT AS last_timestamp
            """;

    @TempDir
    private Path folder;

    private Results run(String config, Path input, String... options) {
        Path output = folder.resolve("results");
        CommandLineRun run = CommandLineRun.of(Stream.concat(
                        Stream.of(
                                "run",
                                "--config",
                                "conf/" + config,
                                "--input",
                                input,
                                "--output",
                                output,
                                "--overwrite"),
                        Arrays.stream(options))
                .toArray());
        assertThat(run.err()).isEmpty();
        return new Results(output);
    }

    /** The measures of a report, by the name of the security or the value of another key. */
    private static Map<String, List<String>> reported(Results results, String file, String key) {
        Map<String, String> names = new TreeMap<>();
        results.csv("securities.csv").forEach(row -> names.put(row.get("security_code"), row.get("security")));
        Map<String, List<String>> reported = new TreeMap<>();
        for (Map<String, String> row : results.csv(file)) {
            String value = row.get(key);
            reported.put(
                    names.getOrDefault(value, value),
                    Stream.of(
                                    "events",
                                    "buy_events",
                                    "sell_events",
                                    "quantity_sum",
                                    "price_min",
                                    "price_max",
                                    "notional_sum",
                                    "first_timestamp",
                                    "last_timestamp")
                            .map(row::get)
                            .toList());
        }
        return reported;
    }

    private static Map<String, List<String>> expected(String events, String key) throws SQLException {
        Map<String, List<String>> expected = new TreeMap<>();
        String sql = "SELECT %s AS key, %s FROM (%s) GROUP BY key".formatted(key, MEASURES, events);
        for (Map<String, Object> row : DuckDb.query(sql)) {
            List<String> measures = new ArrayList<>();
            row.forEach((name, value) -> {
                if (!name.equals("key")) {
                    measures.add(value.toString());
                }
            });
            expected.put(row.get("key").toString(), measures);
        }
        return expected;
    }

    @Test
    void readsLobster() throws SQLException {
        Results results = run("lobster.conf", LOBSTER);
        // Midnight in New York is four hours later than in UTC.
        String events = """
                SELECT time, type, size AS quantity, price, direction = 1 AS buy,
                       epoch_ns(TIMESTAMP '2024-09-05 04:00:00') + (time::DECIMAL(38, 9) * 1000000000)::BIGINT AS ns
                FROM read_csv('%s', header = false, columns = {'time': 'DECIMAL(18, 9)', 'type': 'INTEGER',
                     'order_id': 'BIGINT', 'size': 'BIGINT', 'price': 'BIGINT', 'direction': 'INTEGER'})
                """.formatted(LOBSTER);
        assertThat(reported(results, "by_security.csv", "security_code")).isEqualTo(expected(events, "'ACME'"));
        assertThat(reported(results, "by_hour.csv", "hour")).isEqualTo(expected(events, "floor(time / 3600)::INTEGER"));
        assertThat(reported(results, "by_date.csv", "trade_date")).isEqualTo(expected(events, "'2024-09-05'"));
        assertThat(results.rows("kept")).isEqualTo(400);

        Results executions = run("lobster.conf", LOBSTER, "--order-type", "4,5", "--security", "ACME");
        assertThat(reported(executions, "by_security.csv", "security_code"))
                .isEqualTo(expected("SELECT * FROM (%s) WHERE type IN (4, 5)".formatted(events), "'ACME'"));
        CommandLineRun none = CommandLineRun.of(
                "run",
                "--config",
                "conf/lobster.conf",
                "--input",
                LOBSTER,
                "--security",
                "BHP",
                "--output",
                folder.resolve("none"));
        assertThat(none.err())
                .contains("keeps none of 400 rows (dropped: 400 by security)")
                .contains("securities ACME;");
    }

    @Test
    void readsDatabento() throws SQLException, IOException {
        Results results = run("databento.conf", DATABENTO, "--keep-orders", "--order-columns", "action,security");
        String events = """
                SELECT symbol, publisher_id, action, size AS quantity, (price / 100000)::BIGINT AS price, side = 'B' AS buy,
                       ts_event AS ns
                FROM read_csv('%s', header = true) WHERE side IN ('A', 'B')
                """.formatted(DATABENTO);
        assertThat(reported(results, "by_security.csv", "security_code")).isEqualTo(expected(events, "symbol"));
        assertThat(reported(results, "by_participant.csv", "participantid"))
                .isEqualTo(expected(events, "publisher_id"));
        assertThat(reported(results, "by_hour.csv", "hour")).isEqualTo(expected(events, NEW_YORK_HOUR.formatted("ns")));
        assertThat(results.rejected()).containsOnlyKeys("overflow:price", "side");
        // The browser test opens it.
        Files.copy(
                results.directory().resolve("report.html"),
                Path.of("target", "report-of-names.html"),
                StandardCopyOption.REPLACE_EXISTING);
        assertThat(DuckDb.query("""
                SELECT security, action, count(*) AS events FROM read_parquet('%s/orders/*/*.parquet')
                GROUP BY ALL ORDER BY ALL
                """.formatted(results.directory())))
                .isEqualTo(DuckDb.query(
                        "SELECT symbol AS security, action, count(*) AS events FROM (%s) GROUP BY ALL ORDER BY ALL"
                                .formatted(events)));

        Results one = run("databento.conf", DATABENTO, "--security", "BETA.B");
        assertThat(reported(one, "by_security.csv", "security_code"))
                .isEqualTo(expected("SELECT * FROM (%s) WHERE symbol = 'BETA.B'".formatted(events), "symbol"));
    }

    /** Text says the same as numbers, to the byte. */
    @Test
    void readsDatabentosTimesAndPricesAsText() throws IOException {
        List<String> lines = Files.readAllLines(DATABENTO);
        List<String> names = List.of(lines.get(0).split(","));
        List<String> pretty = new ArrayList<>(lines.subList(0, 1));
        DateTimeFormatter time = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'")
                .withZone(ZoneOffset.UTC);
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",");
            long nanos = Long.parseLong(fields[names.indexOf("ts_event")]);
            fields[names.indexOf("ts_event")] = time.format(Instant.ofEpochSecond(0, nanos));
            long price = Long.parseLong(fields[names.indexOf("price")]);
            fields[names.indexOf("price")] =
                    price == Long.MAX_VALUE ? "" : BigDecimal.valueOf(price, 9).toPlainString();
            pretty.add(String.join(",", fields));
        }
        Path text = Files.write(folder.resolve("pretty.mbo.csv"), pretty);
        String[] settings = {KEY + "columns.timestamp-unit=iso", KEY + "price.scale=0"};
        for (String engine : List.of("orders", "spark-csv")) {
            Map<String, String> numbers = tables(run("databento.conf", DATABENTO, "--engine", engine));
            assertThat(tables(run("databento.conf", text, settings[0], settings[1], "--engine", engine)))
                    .isEqualTo(numbers)
                    .containsKeys("by_security.csv", "securities.csv");
        }
        assertThat(tables(run("lobster.conf", LOBSTER, "--engine", "spark-csv")))
                .isEqualTo(tables(run("lobster.conf", LOBSTER)));
    }

    private static Map<String, String> tables(Results results) throws IOException {
        Map<String, String> files =
                new TreeMap<>(FolderImage.of(results.directory()).files());
        files.keySet().removeIf(name -> !name.endsWith(".csv") || name.equals("rejects.csv"));
        return files;
    }

    @Test
    void aNameOfAnotherFormIsOneLine() throws IOException {
        Path other = Files.copy(LOBSTER, folder.resolve("messages.csv"));
        CommandLineRun run = CommandLineRun.of(
                "run", "--config", "conf/lobster.conf", "--input", other, "--output", folder.resolve("none"));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errorLines())
                .singleElement()
                .asString()
                .contains("messages.csv: the name does not have the form {security_code}_{date}_*");
        Path wrong = Files.copy(LOBSTER, folder.resolve("ACME_2024-13-05_message.csv"));
        assertThat(CommandLineRun.of(
                                "run",
                                "--config",
                                "conf/lobster.conf",
                                "--input",
                                wrong,
                                "--output",
                                folder.resolve("none"))
                        .err())
                .contains("the date in the name: found 2024-13-05, expected a date like 2024-01-31 or 20240131");
        assertThat(folder.resolve("none")).doesNotExist();
    }

    /** A file of another form names the option that would read it. */
    @Test
    void aWrongFormNamesTheSettingThatReadsIt() {
        String[] plain = {
            KEY + "columns.aliases=ts_event=timestamp,symbol=security_code,publisher_id=participantid,size=quantity",
            KEY + "columns.constants=leavesquantity=0,totalmatchedquantity=0,exchangeordertype=0,orderstatus=0"
        };
        assertThat(failure(plain)).contains("columns.security-type = text reads names of securities such as ACME");
        String[] named = Stream.concat(Arrays.stream(plain), Stream.of(KEY + "columns.security-type=text"))
                .toArray(String[]::new);
        assertThat(failure(named)).contains("price.scale says of which power of ten prices are; with 9, ");
        String[] scaled = Stream.concat(
                        Arrays.stream(named), Stream.of(KEY + "price.scale=9", KEY + "price.decimals=4"))
                .toArray(String[]::new);
        assertThat(failure(scaled)).contains("columns.buy and columns.sell say how the files write sides such as");
        String[] timed = Stream.concat(Arrays.stream(named), Stream.of(KEY + "columns.timestamp-unit=iso"))
                .toArray(String[]::new);
        assertThat(failure(timed)).contains("columns.timestamp-unit = ns would make the timestamp 17255");
        String[] longNames = named.clone();
        longNames[0] = longNames[0].replace("symbol=security_code", "instrument_id=ordertype,ts_recv=security_code");
        assertThat(failure(longNames)).contains("names of securities have one to six of the characters");
        assertThat(failure(plain[0])).contains("missing columns leavesquantity");
        assertThat(failure(plain[0], KEY + "columns.constants=orderstatu=0"))
                .contains("columns.constants: found orderstatu=0, expected the name of a column of numbers")
                .contains("did you mean orderstatus?");
        assertThat(failure(plain[0], KEY + "columns.constants=orderstatus=1000"))
                .contains("columns.constants: orderstatus: found 1000, expected a whole number from -128 to 127");
        assertThat(failure(plain[0], plain[1] + ",participantid=3"))
                .contains(
                        "column participantid is in the file, but columns.constants or columns.file-name gives it too");
    }

    private String failure(String... options) {
        CommandLineRun run = CommandLineRun.of(Stream.concat(
                        Stream.of("run", "--input", DATABENTO, "--output", folder.resolve("none")),
                        Arrays.stream(options))
                .toArray());
        assertThat(run.status()).isNotZero();
        assertThat(folder.resolve("none")).doesNotExist();
        return run.err();
    }
}
