package io.ordermatrix.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermatrix.testkit.CommandLineRun;
import io.ordermatrix.testkit.OrderCsv;
import io.ordermatrix.testkit.Results;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dates, hours and trading hours in the exchange's time zone, at the moments when they change. */
class ExchangeTimeTest {
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    private Path folder;

    private Results run(OrderCsv orders, Object... options) throws IOException {
        Path input = orders.writeTo(folder.resolve("orders.csv"));
        Object[] arguments = Stream.concat(
                        Stream.of("run", "--input", input, "--output", folder.resolve("results"), "--overwrite"),
                        Stream.of(options))
                .toArray();
        CommandLineRun run = CommandLineRun.of(arguments);
        assertThat(run.err()).isEmpty();
        return new Results(folder.resolve("results"));
    }

    private static List<String> dateHours(Results results) {
        return results.csv("by_date_hour.csv").stream()
                .map(row -> row.get("trade_date") + " " + row.get("hour") + ": " + row.get("events"))
                .toList();
    }

    @Test
    void clocksGoBackOn7April2024() throws IOException {
        // 16:00 UTC on the 6th is the moment: 02:59:59 is followed by 02:00:00.
        long moment = 1_712_419_200L * SECOND;
        OrderCsv orders = new OrderCsv()
                .row("timestamp", moment - 3600 * SECOND) // 02:00 the first time
                .row("timestamp", moment - 1) // the last nanosecond of daylight saving
                .row("timestamp", moment) // 02:00 the second time
                .row("timestamp", moment + 3600 * SECOND) // 03:00
                .row("timestamp", moment - 3 * 3600 * SECOND) // midnight
                .row("timestamp", moment - 3 * 3600 * SECOND - 1); // the nanosecond before
        assertThat(dateHours(run(orders)))
                .containsExactly("2024-04-06 23: 1", "2024-04-07 0: 1", "2024-04-07 2: 3", "2024-04-07 3: 1");
        assertThat(dateHours(run(orders, "--zone", "+10:00")))
                .containsExactly(
                        "2024-04-06 22: 1",
                        "2024-04-06 23: 1",
                        "2024-04-07 1: 2",
                        "2024-04-07 2: 1",
                        "2024-04-07 3: 1");
    }

    @Test
    void clocksGoForwardOn6October2024() throws IOException {
        // 16:00 UTC on the 5th is the moment: 01:59:59 is followed by 03:00:00.
        long moment = 1_728_144_000L * SECOND;
        OrderCsv orders = new OrderCsv()
                .row("timestamp", moment - 1)
                .row("timestamp", moment)
                .row("timestamp", moment - 2 * 3600 * SECOND)
                .row("timestamp", moment - 2 * 3600 * SECOND - 1);
        assertThat(dateHours(run(orders)))
                .containsExactly("2024-10-05 23: 1", "2024-10-06 0: 1", "2024-10-06 1: 1", "2024-10-06 3: 1");
    }

    @Test
    void tradingHoursIncludeTheirStartAndExcludeTheirEnd() throws IOException {
        long open = OrderCsv.timestamp("2024-09-05T10:00:00");
        long close = OrderCsv.timestamp("2024-09-05T16:00:00");
        OrderCsv orders = new OrderCsv()
                .row("timestamp", open - 1, "order_id", "1")
                .row("timestamp", open, "order_id", "2")
                .row("timestamp", close - 1, "order_id", "3")
                .row("timestamp", close, "order_id", "4");
        Results results = run(orders, "--hours", "10:00-16:00", "--keep-orders");
        assertThat(results.rows("kept")).isEqualTo(2);
        assertThat(results.rows("dropped/hours")).isEqualTo(2);
        Map<String, String> overall = results.csv("overall.csv").get(0);
        assertThat(overall).containsEntry("first_timestamp", Long.toString(open));
        assertThat(overall).containsEntry("last_timestamp", Long.toString(close - 1));
    }

    @Test
    void datesAreInTheExchangesZone() throws IOException {
        OrderCsv orders = new OrderCsv()
                .row("timestamp", OrderCsv.timestamp("2024-09-04T23:59:59.999999999"))
                .row("timestamp", OrderCsv.timestamp("2024-09-05T00:00:00"))
                .row("timestamp", OrderCsv.timestamp("2024-09-05T23:59:59.999999999"))
                .row("timestamp", OrderCsv.timestamp("2024-09-06T00:00:00"))
                .row("timestamp", -1, "security_code", 5);
        String plausible = "-Dspark.ordermatrix.columns.earliest-date=1969-12-31";
        Results results = run(orders, "--date", "2024-09-05", plausible);
        assertThat(results.rows("kept")).isEqualTo(2);
        assertThat(results.rows("dropped/date")).isEqualTo(3);
        assertThat(dateHours(run(orders, "--zone", "UTC", "--to", "1970-01-01", plausible)))
                .containsExactly("1969-12-31 23: 1");
    }

    /** The same events in another unit are the same dates and hours, by either engine. */
    @ParameterizedTest
    @CsvSource({"us, 1000, orders", "ms, 1000000, orders", "s, 1000000000, orders", "ms, 1000000, spark-csv"})
    void timestampsCanHaveOtherUnits(String unit, long nanos, String engine) throws IOException {
        long open = OrderCsv.timestamp("2024-09-05T10:00:00");
        OrderCsv plain = new OrderCsv().row("timestamp", open).row("timestamp", open + 3 * 3600 * SECOND);
        OrderCsv other =
                new OrderCsv().row("timestamp", open / nanos).row("timestamp", (open + 3 * 3600 * SECOND) / nanos);
        List<String> expected = dateHours(run(plain));
        assertThat(expected).containsExactly("2024-09-05 10: 1", "2024-09-05 13: 1");
        assertThat(dateHours(run(
                        other,
                        "-Dspark.ordermatrix.columns.timestamp-unit=" + unit,
                        "-Dspark.ordermatrix.scan.engine=" + engine)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"orders", "spark-csv"})
    void implausibleDatesAreRejects(String engine) throws IOException {
        long first = OrderCsv.timestamp("1990-01-01T00:00:00");
        OrderCsv orders = new OrderCsv()
                .row()
                .row("timestamp", first)
                .row("timestamp", first - 1)
                .row("timestamp", OrderCsv.timestamp("2024-09-05T12:00:00") / 1_000_000)
                .row("timestamp", Long.MAX_VALUE);
        Results results =
                run(orders, "-Dspark.ordermatrix.reject.max-share=1", "-Dspark.ordermatrix.scan.engine=" + engine);
        assertThat(results.csv("rejects.csv").stream().map(row -> row.get("line") + " " + row.get("reason")))
                .containsExactly("4 implausible:timestamp", "5 implausible:timestamp", "6 implausible:timestamp");
        assertThat(dateHours(results)).containsExactly("1990-01-01 0: 1", "2024-09-05 12: 1");
        assertThat(dateHours(run(
                        orders,
                        "-Dspark.ordermatrix.reject.max-share=1",
                        "-Dspark.ordermatrix.scan.engine=" + engine,
                        "-Dspark.ordermatrix.columns.earliest-date=1970-01-01",
                        "-Dspark.ordermatrix.columns.latest-date=1990-01-01")))
                .containsExactly("1970-01-01 10: 1", "1989-12-31 23: 1", "1990-01-01 0: 1");
    }
}
