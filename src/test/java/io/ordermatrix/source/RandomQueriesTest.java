package io.ordermatrix.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.spark.OrderSchema;
import io.ordermatrix.testkit.Fuzz;
import io.ordermatrix.testkit.TestSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random queries over {@code format("orders")} have the same results as over the same rows in Parquet files, or fail as
 * well.
 *
 * <p>For more queries: {@code -Dordermatrix.queries=5000 -Dordermatrix.query-seed=N}. To repeat one: {@code
 * -Dordermatrix.queries=1} with its seed.
 */
class RandomQueriesTest {
    private static final int USUAL_QUERIES = 120;
    /** This many queries with consecutive seeds share their files. */
    private static final int QUERIES_OF_A_FEED = 500;

    private final SparkSession orders = TestSpark.session().newSession();
    private final SparkSession parquet = TestSpark.session().newSession();

    @TempDir
    private Path folder;

    private int failed;
    private int notAsked;
    private int empty;
    private int grouped;

    /** Some queries fail on purpose, each in several tasks. */
    @BeforeEach
    void beQuiet() {
        compile(parquet, false);
        orders.sparkContext().setLogLevel("OFF");
    }

    @AfterEach
    void speakAgain() {
        orders.sparkContext().setLogLevel("ERROR");
    }

    /** The result of a query: its columns' types and its sorted rows, or an error. */
    private record Answer(String types, List<String> rows, Exception error, boolean isGroupedBySource) {
        /**
         * Whether Spark itself failed to translate the query for a source. It turns a comparison of a nullable column
         * with a number outside its type into an AND or OR with a literal NULL. Then it asserts, before it asks the
         * source, that both sides are conditions, which a literal is not. For Parquet files it translates conditions
         * differently.
         */
        boolean isSparksOwnFailure() {
            return Stream.iterate((Throwable) error, Objects::nonNull, Throwable::getCause)
                    .anyMatch(cause -> cause instanceof AssertionError
                            && Arrays.stream(cause.getStackTrace())
                                    .limit(3)
                                    .anyMatch(frame -> frame.getClassName()
                                            .equals("org.apache.spark.sql.catalyst.util.V2ExpressionBuilder")));
        }

        boolean equal(Answer other) {
            return (error == null) == (other.error == null) && types.equals(other.types) && rows.equals(other.rows);
        }
    }

    @Test
    void queriesGiveTheSameAnswersAsOverParquet() throws IOException {
        long[] seeds = Fuzz.seeds("RandomQueriesTest", "ordermatrix.queries", USUAL_QUERIES, "ordermatrix.query-seed")
                .toArray();
        List<String> differences = new ArrayList<>();
        long feed = Long.MIN_VALUE;
        for (long seed : seeds) {
            if (Math.floorDiv(seed, QUERIES_OF_A_FEED) != feed) {
                feed = Math.floorDiv(seed, QUERIES_OF_A_FEED);
                makeTables(feed);
            }
            String sql = RandomQuery.of(seed);
            Answer expected = ask(parquet, sql);
            compile(orders, seed % 4 == 0);
            Answer found = ask(orders, sql);
            if (!found.isSparksOwnFailure() && !found.equal(expected)) {
                differences.add("-Dordermatrix.query-seed=%d: %s%n  expected %s%n  found    %s"
                        .formatted(seed, sql, expected, found));
            }
            count(found);
        }
        System.err.printf(
                "RandomQueriesTest: %d queries; %d failed, %d never came to a source, %d had no rows, %d were grouped while"
                        + " reading; %d differ%n",
                seeds.length, failed, notAsked, empty, grouped, differences.size());
        assertThat(differences).isEmpty();
        if (seeds.length >= USUAL_QUERIES) {
            // Each is more than four standard deviations away from what is usual.
            assertThat(failed).isLessThanOrEqualTo(seeds.length / 5);
            assertThat(notAsked).isLessThan(seeds.length / 20);
            assertThat(empty).isBetween(1, seeds.length * 2 / 3);
            assertThat(grouped).isGreaterThan(seeds.length / 20);
        }
    }

    /** Few of the random queries fail, and of some seeds none. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT SUM(order_id) FROM %s",
                "SELECT side, SUM(timestamp) FROM %s GROUP BY side",
                "SELECT COUNT(*) FROM %s WHERE CAST(order_id AS INT) = 5"
            })
    void aNumberThatOverflowsIsAnErrorAsOverParquet(String sql) throws IOException {
        makeTables(1);
        compile(orders, false);
        for (QueryTable table : List.of(QueryTable.FEED, QueryTable.MEASURED)) {
            String query = sql.formatted(table.tableName());
            assertThat(ask(parquet, query).error).as(query).hasStackTraceContaining("ArithmeticException");
            assertThat(ask(orders, query).error).as(query).hasStackTraceContaining("ArithmeticException");
        }
        String empty = sql.formatted(QueryTable.QUIET.tableName());
        assertThat(ask(orders, empty).equal(ask(parquet, empty))).as(empty).isTrue();
    }

    /** Sets whether Spark compiles queries, which takes longer than reading so few rows. */
    private static void compile(SparkSession spark, boolean compiles) {
        spark.conf().set("spark.sql.codegen.wholeStage", compiles);
        spark.conf().set("spark.sql.codegen.factoryMode", compiles ? "CODEGEN_ONLY" : "NO_CODEGEN");
    }

    private void count(Answer answer) {
        if (answer.isSparksOwnFailure()) {
            notAsked++;
        } else if (answer.error != null) {
            failed++;
        } else {
            empty += answer.rows.isEmpty() ? 1 : 0;
            grouped += answer.isGroupedBySource ? 1 : 0;
        }
    }

    private static Answer ask(SparkSession spark, String sql) {
        try {
            Dataset<Row> rows = spark.sql(sql);
            String types = Arrays.stream(rows.schema().fields())
                    .map(field -> field.dataType().simpleString())
                    .toList()
                    .toString();
            List<String> sorted =
                    rows.collectAsList().stream().map(Row::toString).sorted().toList();
            boolean isGroupedBySource =
                    rows.queryExecution().executedPlan().toString().contains("PushedAggregates");
            return new Answer(types, sorted, null, isGroupedBySource);
        } catch (Exception failure) { // Spark throws checked exceptions without declaring them
            assertThat(failure).as(sql).isNotInstanceOf(ParseException.class);
            return new Answer("", List.of(), failure, false);
        }
    }

    private void makeTables(long feed) throws IOException {
        Path files = Files.createDirectory(folder.resolve("feed" + feed));
        RandomFeed.writeFiles(feed, files);
        Path quiet = Files.createDirectory(folder.resolve("quiet" + feed));
        RandomFeed.writeEmptyFile(feed, quiet);
        StructType measured = load(files, null).schema();
        for (OrderColumn column : OrderColumn.computed()) {
            measured = measured.add(OrderSchema.field(column));
        }
        makeTable(QueryTable.FEED, load(files, null), feed);
        makeTable(QueryTable.MEASURED, load(files, measured), feed);
        makeTable(QueryTable.QUIET, load(quiet, null), feed);
    }

    private Dataset<Row> load(Path files, StructType schema) {
        var reader = orders.read().format("orders").option("chunkSize", "4 KiB");
        return (schema == null ? reader : reader.schema(schema)).load(files.toString());
    }

    /** Both sessions query all columns of the rows as they are. */
    private void makeTable(QueryTable table, Dataset<Row> rows, long feed) {
        String copy = folder.resolve(table.tableName() + feed + ".parquet").toString();
        rows.coalesce(1).write().parquet(copy);
        rows.createOrReplaceTempView(table.tableName());
        parquet.read().parquet(copy).createOrReplaceTempView(table.tableName());
    }
}
