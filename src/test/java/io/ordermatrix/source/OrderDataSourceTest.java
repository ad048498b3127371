package io.ordermatrix.source;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordermatrix.testkit.CommandLineRun;
import io.ordermatrix.testkit.OrderCsv;
import io.ordermatrix.testkit.TestSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code format("orders")} as a data source, compared with the same queries over Spark's own CSV source. */
class OrderDataSourceTest {
    private final SparkSession spark = TestSpark.session();

    @TempDir
    private Path folder;

    private Path feed;

    @BeforeEach
    void makeFeed() {
        feed = folder.resolve("feed.csv");
        CommandLineRun.of("generate", "--output", feed, "--rows", 20_000, "--dates", 3, "--seed", 5);
    }

    private Dataset<Row> orders() {
        return spark.read().format("orders").option("chunkSize", "300 KiB").load(feed.toString());
    }

    /** The feed as read by Spark's CSV source, with derived columns computed by Spark's functions. */
    private Dataset<Row> csv() {
        return spark.read()
                .option("header", true)
                .option("inferSchema", true)
                .csv(feed.toString())
                .withColumn("local", col("timestamp").plus(36_000_000_000_000L))
                .selectExpr(
                        "*",
                        "date_from_unix_date(cast(local div 86400000000000 as int)) AS trade_date",
                        "local % 86400000000000 div 3600000000000 AS hour");
    }

    private static List<String> rows(Dataset<Row> rows) {
        return rows.collectAsList().stream().map(Row::toString).sorted().toList();
    }

    private static String plan(Dataset<Row> rows) {
        return rows.queryExecution().executedPlan().toString();
    }

    @Test
    void columnsHaveTheFeedsTypesAndDerivedOnesFollow() {
        assertThat(orders().schema().toDDL())
                .startsWith(
                        "order_id BIGINT NOT NULL,exchange TINYINT,timestamp BIGINT NOT NULL,security_code INT NOT NULL")
                .contains("national_bid BIGINT", "timevaliditydecoded STRING", "exchangeordertype SMALLINT NOT NULL")
                .endsWith("trade_date DATE NOT NULL,hour TINYINT NOT NULL,size_bucket TINYINT NOT NULL");
    }

    @Test
    void allColumnsHaveTheValuesThatSparkReads() {
        String[] columns = {
            "order_id",
            "exchange",
            "timestamp",
            "security_code",
            "price",
            "side",
            "changereason",
            "quantity",
            "exchangeordertype",
            "participantid",
            "sequence",
            "crossingkey",
            "timevaliditydecoded",
            "trade_date",
            "hour"
        };
        assertThat(rows(orders().selectExpr(columns))).isEqualTo(rows(csv().selectExpr(columns)));
        assertThat(rows(orders().selectExpr("order_id", "timestamp", "bid", "national_offer")
                        .where("bid IS NULL")))
                .isEqualTo(rows(csv().where("bid = -9223372036854775808")
                        .selectExpr(
                                "order_id",
                                "timestamp",
                                "CAST(null AS BIGINT)",
                                "nullif(national_offer, -9223372036854775808)")))
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hour >= 10 AND hour < 16
            participantid = 69 AND security_code IN (110621, 118540)
            trade_date = DATE '2024-09-03' OR NOT (price > 10000)
            trade_date > DATE '2024-09-02' AND exchangeordertype <> 2048
            side = 1 AND quantity BETWEEN 100 AND 5000 AND order_id > 7904398175947000000
            security_code IN (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 110621, 118540) AND price IS NOT NULL
            exchangeordertype IN (0, 4098) AND (hour = 10 OR hour = 15)
            price IS NULL
            """)
    void predicatesAndAggregatesAreEvaluatedWhileReading(String condition) {
        Dataset<Row> grouped = summary(orders().where(condition));
        assertThat(rows(grouped)).isEqualTo(rows(summary(csv().where(condition))));
        assertThat(plan(grouped)).doesNotContain("Filter (").doesNotContain("+- Filter");
        if (!condition.equals("price IS NULL")) {
            assertThat(plan(grouped)).contains("PushedAggregates: 5");
        }
        Dataset<Row> selected = orders().where(condition).select("order_id", "timestamp", "price");
        assertThat(rows(selected)).isEqualTo(rows(csv().where(condition).select("order_id", "timestamp", "price")));
    }

    private static Dataset<Row> summary(Dataset<Row> rows) {
        return rows.groupBy("security_code", "trade_date", "hour")
                .agg(
                        count(lit(1)),
                        count(col("price")),
                        sum("quantity"),
                        min("price"),
                        max("timestamp"),
                        sum("exchangeordertype"))
                .selectExpr(
                        "security_code",
                        "trade_date",
                        "CAST(hour AS INT)",
                        "`count(1)`",
                        "`count(price)`",
                        "`sum(quantity)`",
                        "`min(price)`",
                        "`max(timestamp)`",
                        "`sum(exchangeordertype)`");
    }

    @Test
    void whatCantBePushedDownIsLeftToSpark() {
        String condition = "price % 100 = 0 AND hour >= 10";
        assertThat(rows(summary(orders().where(condition)))).isEqualTo(rows(summary(csv().where(condition))));
        assertThat(rows(orders().where("timevaliditydecoded LIKE 'Rest%'")
                        .groupBy("side")
                        .count()))
                .isEqualTo(rows(csv().where("timevaliditydecoded LIKE 'Rest%'")
                        .groupBy("side")
                        .count()));
        assertThat(orders().selectExpr("avg(price)", "count(distinct participantid)")
                        .first())
                .isEqualTo(csv().selectExpr("avg(price)", "count(distinct participantid)")
                        .first());
        assertThat(orders().limit(7).count()).isEqualTo(7);
        assertThat(orders().count()).isEqualTo(20_000);
    }

    @Test
    void sqlTables() {
        spark.sql("DROP TABLE IF EXISTS order_feed");
        spark.sql("CREATE TABLE order_feed USING orders OPTIONS (path '" + feed + "', zone '+10:00')");
        try {
            assertThat(rows(spark.sql(
                            "SELECT trade_date, sum(quantity) FROM order_feed WHERE side = 2 GROUP BY trade_date")))
                    .isEqualTo(
                            rows(csv().where("side = 2").groupBy("trade_date").agg(sum("quantity"))));
        } finally {
            spark.sql("DROP TABLE order_feed");
        }
    }

    @Test
    void rejectsDoNotDependOnTheColumnsOfAQuery() throws IOException {
        Path file = new OrderCsv().row().row("price", "x").row("quantity", "-1").writeTo(folder.resolve("bad.csv"));
        Dataset<Row> bad = spark.read().format("orders").load(file.toString());
        assertThat(bad.select("order_id").count()).isEqualTo(1);
        assertThat(bad.count()).isEqualTo(1);
        Dataset<Row> failing =
                spark.read().format("orders").option("mode", "FAILFAST").load(file.toString());
        assertThatThrownBy(failing::count)
                .rootCause()
                .hasMessageContaining("bad.csv: byte ")
                .hasMessageContaining("not_a_number:price");
        assertThat(failing.where("security_code = 5").count()).isZero();
    }

    @Test
    void whatAConditionDropsIsReadNoFurther() throws IOException {
        Path file = new OrderCsv()
                .row("participantid", 69)
                .row("participantid", 5, "timestamp", "x")
                .writeTo(folder.resolve("late.csv"));
        Dataset<Row> failing =
                spark.read().format("orders").option("mode", "FAILFAST").load(file.toString());
        assertThat(failing.where("hour >= 0 AND participantid = 69").count()).isEqualTo(1);
        assertThatThrownBy(failing.where("hour >= 0 AND participantid IN (5, 6)")::count)
                .rootCause()
                .hasMessageContaining("not_a_number:timestamp");
    }

    @Test
    void filesWithOtherColumnsInAnotherOrderAndAliases() throws IOException {
        Path mixed = Files.createDirectory(folder.resolve("mixed"));
        new OrderCsv().row("security_code", 1).writeTo(mixed.resolve("a.csv"));
        Files.writeString(
                mixed.resolve("b.csv"),
                "note,px,orderid,timestamp,securitycode,side,quantity,leavesquantity,totalmatchedquantity,"
                        + "exchangeordertype,participantid,orderstatus\n"
                        + "first,12.34,5,1725494536001032398,2,1,1,1,0,0,69,1\n");
        Dataset<Row> rows = spark.read()
                .format("orders")
                .option("aliases", "px=price")
                .option("priceDecimals", 2)
                .load(mixed.toString());
        assertThat(rows.orderBy("security_code")
                        .select("security_code", "price", "note", "trade_date")
                        .collectAsList())
                .extracting(Row::toString)
                .containsExactly("[1,350000,null,2024-09-05]", "[2,1234,first,2024-09-05]");
        assertThat(rows.where(col("trade_date").equalTo(Date.valueOf("2024-09-05")))
                        .count())
                .isEqualTo(2);
    }

    @Test
    void timestampsOfAnotherUnitAndImplausibleDates() throws IOException {
        long noon = OrderCsv.timestamp("2024-09-05T12:00:00") / 1_000_000;
        Path millis = new OrderCsv()
                .row("timestamp", noon)
                .row("timestamp", noon + 86_400_000)
                .writeTo(folder.resolve("millis.csv"));
        assertThat(spark.read().format("orders").load(millis.toString()).count())
                .as("in nanoseconds they are of 1970")
                .isZero();
        Dataset<Row> rows =
                spark.read().format("orders").option("timestampUnit", "ms").load(millis.toString());
        assertThat(rows.orderBy("timestamp")
                        .select("timestamp", "trade_date", "hour")
                        .collectAsList())
                .extracting(Row::toString)
                .containsExactly(
                        "[" + noon * 1_000_000 + ",2024-09-05,12]",
                        "[" + (noon + 86_400_000) * 1_000_000 + ",2024-09-06,12]");
        assertThat(spark.read()
                        .format("orders")
                        .option("timestampUnit", "ms")
                        .option("earliestDate", "2024-09-06")
                        .option("latestDate", "2024-09-06")
                        .load(millis.toString())
                        .select("trade_date")
                        .collectAsList())
                .extracting(Row::toString)
                .containsExactly("[2024-09-06]");
    }

    @Test
    void filesOfAnotherLayout() throws IOException {
        OrderCsv orders = new OrderCsv().row("side", "B").row("side", "S").row("side", "B");
        List<String> lines = orders.text().replace(',', '\t').lines().toList();
        Path file = Files.write(folder.resolve("other.tsv"), lines.subList(1, lines.size()));
        Dataset<Row> rows = spark.read()
                .format("orders")
                .option("separator", "tab")
                .option("names", lines.get(0).replace("\t", ", "))
                .option("buy", "B")
                .option("sell", "S")
                .load(file.toString());
        assertThat(rows.groupBy("side").count().orderBy("side").collectAsList())
                .extracting(Row::toString)
                .containsExactly("[1,2]", "[2,1]");
    }

    /** The names of securities are a column beside their codes. */
    @Test
    void aFeedOfAnotherForm() {
        Dataset<Row> rows = spark.read()
                .format("orders")
                .option("zone", "America/New_York")
                .option("aliases", "ts_event=timestamp,symbol=security_code,publisher_id=participantid,size=quantity")
                .option("constants", "leavesquantity=0,totalmatchedquantity=0,exchangeordertype=64,orderstatus=0")
                .option("securityType", "text")
                .option("priceScale", 9)
                .option("priceDecimals", 2)
                .option("buy", "B")
                .option("sell", "A")
                .load("conf/examples/made-up-20240905.mbo.csv");
        assertThat(rows.where("security = 'BETA.B' AND action = 'A' AND side = 1")
                        .selectExpr("count(*)", "count(DISTINCT security_code)", "min(price)", "max(exchangeordertype)")
                        .collectAsList())
                .extracting(Row::toString)
                .containsExactly("[24,1,3846,64]");
    }

    @ParameterizedTest
    @CsvSource({
        "zone, Mars/Olympus, 'found Mars/Olympus, expected a zone like'",
        "chunkSize, many, 'found many, expected a size like'",
        "priceDecimals, 10, 'found 10, expected a whole number from 0 to 9'",
        "timestampUnit, hours, 'found hours, expected one of ns, us, ms, s, iso'",
        "priceScale, -1, 'found -1, expected a whole number from 0 to 9'",
        "securityType, name, 'found name, expected one of number, text'",
        "constants, note=1, 'found note=1, expected the name of a column of numbers before the equals sign'",
        "constants, side=3, 'side: found 3, expected a whole number from 1 to 2'",
        "constants, side, 'found side, expected column=value'",
        "fileName, '{day}', 'found {day}, expected date or the name of a column of numbers'",
        "earliestDate, 1990, 'found 1990, expected a date like'",
        "latestDate, today, 'found today, expected a date like'",
        "aliases, px, 'found px, expected theirs=ours'",
        "aliases, px=prise, 'found px=prise, expected the name of a known column after the equals sign; did you mean price?'",
        "separator, space, 'found space, expected one of comma, semicolon, tab, pipe'",
        "buy, 'B,2', 'found 2, which columns.sell has too'",
        "mode, PERMISSIVE, 'found PERMISSIVE, expected DROPMALFORMED or FAILFAST'"
    })
    void aWrongOptionIsNamedWithWhatIsExpected(String option, String value, String expected) {
        assertThatThrownBy(() ->
                        spark.read().format("orders").option(option, value).load(feed.toString()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("orders: option " + option + ": ")
                .hasMessageContaining(expected);
    }

    @Test
    void aSchemaThatDoesNotFitTheFilesIsRefused() {
        assertThatThrownBy(() -> spark.read()
                        .format("orders")
                        .schema("price BIGINT, colour STRING")
                        .load(feed.toString()))
                .hasMessageContaining("column price is INT, but the schema says BIGINT")
                .hasMessageContaining("no file has the column colour");
        assertThatThrownBy(() -> spark.read()
                        .format("orders")
                        .load(folder.resolve("nothing").toString()))
                .hasMessageContaining("no such file or directory");
    }

    @Test
    void theScanDescribesWhatItReads() {
        String plan = plan(orders().where("hour = 10").groupBy("side").count()).toLowerCase(Locale.ROOT);
        assertThat(plan).contains("feed.csv").contains("pushedfilters: [").contains("pushedgroupby: [side]");
    }
}
