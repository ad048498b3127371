package io.ordermatrix.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermatrix.testkit.CommandLineRun;
import io.ordermatrix.testkit.OrderCsv;
import io.ordermatrix.testkit.RealData;
import io.ordermatrix.testkit.Results;
import io.ordermatrix.testkit.TestSpark;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Facts about real data, found with other tools and reproduced through the command line. */
class RealDataTest {
    @TempDir
    private Path folder;

    private Results run(String file, Object... options) {
        Path output = folder.resolve("results");
        Object[] arguments = Stream.concat(
                        Stream.of("run", "--input", RealData.file(file), "--output", output, "--overwrite"),
                        Stream.of(options))
                .toArray();
        CommandLineRun run = CommandLineRun.of(arguments);
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        return new Results(output);
    }

    @Test
    void eventsOfParticipant69() {
        assertThat(run(RealData.EVENTS_OF_69).rows("kept")).isEqualTo(156);
        assertThat(run(RealData.EVENTS_OF_69, "--hours", "10:00-17:00").rows("kept"))
                .isEqualTo(156);
        Results shorter = run(RealData.EVENTS_OF_69, "--hours", "10:00-16:00");
        assertThat(shorter.rows("kept")).isEqualTo(145);
        assertThat(shorter.rows("dropped/hours")).isEqualTo(11);
        assertThat(shorter.csv("overall.csv").get(0)).containsEntry("events", "145");
    }

    @Test
    void selectionOfTheDesignThatThisJobReplaces() {
        Results results = run(RealData.EVENTS_OF_69, "--config", "conf/centre-point.conf");
        assertThat(results.rows("kept")).isEqualTo(156);
        assertThat(run(RealData.LAST_STATES, "--config", "conf/centre-point.conf")
                        .rows("dropped/participant"))
                .isEqualTo(8247 - 13);
    }

    @Test
    void lastStatesOfADay() {
        Results results = run(RealData.LAST_STATES, "--hours", "10:00-16:00", "--keep-orders");
        assertThat(results.rows("kept")).isEqualTo(8166);
        assertThat(results.rows("parsed")).isEqualTo(8247);
        assertThat(results.csv("matrix.csv"))
                .singleElement()
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("security_code", "110621")
                .containsEntry("trade_date", "2024-09-05")
                .containsEntry("status", "COMPLETED")
                .containsEntry("events", "8166");
        Dataset<Row> orders = TestSpark.session()
                .read()
                .parquet(results.directory().resolve("orders").toString());
        assertThat(orders.count()).isEqualTo(8166);
        assertThat(orders.select("order_id").distinct().count()).isEqualTo(8166);
    }

    @Test
    void orderTypesLargerThanAByte() {
        Results results = run(RealData.LAST_STATES, "--keep-orders");
        Map<Short, Long> byType = TestSpark.session()
                .read()
                .parquet(results.directory().resolve("orders").toString())
                .groupBy("exchangeordertype")
                .count()
                .collectAsList()
                .stream()
                .collect(Collectors.toMap(row -> row.getShort(0), row -> row.getLong(1)));
        assertThat(byType)
                .isEqualTo(Map.of((short) 2048, 4193L, (short) 4096, 3637L, (short) 64, 267L, (short) 4098, 150L));
        assertThat(run(RealData.LAST_STATES, "--order-type", "2048,4098").rows("kept"))
                .isEqualTo(4193 + 150);
        assertThat(run(RealData.LAST_STATES, "--participant", "69").rows("kept"))
                .isEqualTo(13);
    }

    @Test
    void firstAndLastEventOfTheDay() {
        Map<String, String> overall =
                run(RealData.LAST_STATES).csv("overall.csv").get(0);
        assertThat(Long.parseLong(overall.get("first_timestamp")) / 1_000_000_000L)
                .isEqualTo(OrderCsv.timestamp("2024-09-05T07:00:05") / 1_000_000_000L);
        assertThat(Long.parseLong(overall.get("last_timestamp")) / 1_000_000_000L)
                .isEqualTo(OrderCsv.timestamp("2024-09-05T18:50:00") / 1_000_000_000L);
    }
}
