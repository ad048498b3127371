package io.ordermatrix.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermatrix.group.Aggregate;
import io.ordermatrix.group.Grouping;
import io.ordermatrix.order.FeedFormat;
import io.ordermatrix.order.FieldFormat;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.order.Selection;
import io.ordermatrix.scan.RowPredicate;
import io.ordermatrix.scan.ScanSpec;
import io.ordermatrix.testkit.TestSpark;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Spark pushes down to a scan, and which scans it recognizes as equal. */
class OrderScanTest {
    private static final long FEED = 4;

    private final SparkSession spark = TestSpark.session().newSession();

    @TempDir
    private Path folder;

    @BeforeEach
    void makeFeed() throws IOException {
        RandomFeed.writeFiles(FEED, folder);
        spark.read().format("orders").load(folder.toString()).createOrReplaceTempView("feed");
    }

    @Test
    void aTotalOfNoRowsIsOneRowOfZerosAndNulls() {
        Dataset<Row> total =
                spark.sql("SELECT COUNT(*), COUNT(price), SUM(quantity), MIN(price), MAX(trade_date), AVG(hour)"
                        + " FROM feed WHERE participantid = -7");
        assertThat(total.collectAsList()).containsExactly(RowFactory.create(0L, 0L, null, null, null, null));
        assertThat(plan(total)).contains("PushedAggregates");
        assertThat(spark.sql("SELECT side, COUNT(*) FROM feed WHERE participantid = -7 GROUP BY side")
                        .collectAsList())
                .isEmpty();
    }

    @Test
    void aTotalHasATaskEvenWithoutInput() {
        assertThat(withoutInput(List.of()).planInputPartitions()).hasSize(1);
        assertThat(withoutInput(List.of(OrderColumn.SIDE)).planInputPartitions())
                .isEmpty();
    }

    private OrderScan withoutInput(List<OrderColumn> keys) {
        Grouping grouping = new Grouping(keys, List.of(Aggregate.count("COUNT(*)")));
        ScanSpec spec = new ScanSpec(
                List.of(),
                List.of(),
                Selection.everything(ZoneOffset.UTC),
                FeedFormat.ofAnyTime(FieldFormat.PLAIN, ZoneOffset.UTC),
                ScanSpec.OnReject.DROP,
                null);
        ScanQuery query =
                new ScanQuery(AggregateTranslation.schema(grouping), new RowPredicate.Constant(true), grouping);
        return new OrderScan(spark, spec, query, "orders");
    }

    /** The sum of 60 order ids of 19 digits, which Spark computes for an average, overflows a BIGINT. */
    @Test
    void anAverageOfNumbersWhoseSumOverflowsIsLeftToSpark() {
        assertThat(spark.sql("SELECT AVG(order_id) FROM feed").first().getDouble(0))
                .isBetween(7.904e18, 7.905e18);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            side IN (1, 2) AND hour > 3 | side IN (1, 2) AND hour > 3 | true
            NOT (hour > 3 OR side = 1)  | NOT (hour > 3 OR side = 1)  | true
            hour > 3                    | hour > 4                    | false
            side IN (1, 2)              | side IN (1, 3)              | false
            price > 3                   | hour > 3                    | false
            """)
    void equalScansOfAQueryAreReadOnce(String one, String other, boolean isOnce) {
        String totals = "SELECT participantid, COUNT(*) FROM feed WHERE %s GROUP BY participantid";
        Dataset<Row> both = spark.sql(totals.formatted(one) + " UNION ALL " + totals.formatted(other));
        both.collectAsList();
        assertThat(plan(both).contains("ReusedExchange")).as(plan(both)).isEqualTo(isOnce);
    }

    private static String plan(Dataset<Row> rows) {
        return rows.queryExecution().executedPlan().toString();
    }
}
