package io.ordermatrix.aggregate;

import io.ordermatrix.config.Engine;
import io.ordermatrix.merge.GroupRuns;
import io.ordermatrix.merge.MergedGroups;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.source.OrderEvents;
import io.ordermatrix.source.ScanSpec;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The one aggregated table, at the grain of security, date, participant, hour and size bucket.
 *
 * <p>A cube of sweep orders alone, which no run has to be made for:
 *
 * <pre>{@code
 * Dataset<Row> events = spark.read().format("orders").schema(OrderSchema.MEASURED_EVENTS).load("orders/");
 * Dataset<Row> cube = OrderCube.of(events.where("exchangeordertype = 2048"));
 * }</pre>
 *
 * Spark's setting {@code spark.sql.ansi.enabled}, which is on unless somebody turns it off, makes a sum that overflows an
 * error.
 */
public final class OrderCube {
    private static final List<OrderColumn> KEY_COLUMNS = List.of(
            OrderColumn.SECURITY_CODE,
            OrderColumn.TRADE_DATE,
            OrderColumn.PARTICIPANTID,
            OrderColumn.HOUR,
            OrderColumn.SIZE_BUCKET);

    /** The cube's keys, in the order of its columns and of its rows. */
    public static final List<String> KEYS =
            KEY_COLUMNS.stream().map(OrderColumn::columnName).toList();

    /** The keys in the order in which parts are sorted: results are written date by date. */
    private static final List<OrderColumn> MERGED_BY = List.of(
            OrderColumn.TRADE_DATE,
            OrderColumn.SECURITY_CODE,
            OrderColumn.PARTICIPANTID,
            OrderColumn.HOUR,
            OrderColumn.SIZE_BUCKET);

    private OrderCube() {}

    /**
     * The cube of order events.
     *
     * @param events with the columns of {@link io.ordermatrix.source.OrderSchema#MEASURED_EVENTS}
     * @return the keys, the {@linkplain Measures#NAMES measures}, and two sums that only merging needs: price_sum BIGINT
     *     and quantity_square_sum DECIMAL(38,0)
     */
    public static Dataset<Row> of(Dataset<Row> events) {
        return Measures.present(OrderEvents.group(events, KEY_COLUMNS, Measures.COLLECTED), KEYS);
    }

    /**
     * Parts of a cube: what a scan collects from the events that it keeps, a group in one row or in several. Parts of
     * many scans, written by {@link GroupRuns}, are {@linkplain #merge merged} to the cube of all their events.
     */
    public static Dataset<Row> parts(SparkSession spark, ScanSpec spec, Engine engine) {
        return OrderEvents.groups(spark, spec, engine, MERGED_BY, Measures.COLLECTED);
    }

    /** Parts of a cube from events that Spark holds, with the columns of {@link #of}. */
    public static Dataset<Row> parts(Dataset<Row> events) {
        return OrderEvents.group(events, MERGED_BY, Measures.COLLECTED);
    }

    /**
     * The same parts in fewer runs, to be written by {@link GroupRuns} and taken instead, until nothing comes of it: a merge
     * reads all runs side by side.
     *
     * @param directories where {@link GroupRuns} has left parts
     * @return empty if they can be merged as they are
     */
    public static Optional<Dataset<Row>> fewerParts(SparkSession spark, List<Path> directories) throws IOException {
        return MergedGroups.fewerRuns(
                spark, directories, OrderEvents.groupSchema(MERGED_BY, Measures.COLLECTED), Measures.COLLECTED);
    }

    /**
     * The cube that parts make.
     *
     * @param directories where {@link GroupRuns} has left parts
     * @param workers how many partitions there should be at least
     * @return as {@link #of}, in the order of trade_date and then of the other keys
     */
    public static Dataset<Row> merge(SparkSession spark, List<Path> directories, int workers) throws IOException {
        return Measures.present(
                MergedGroups.read(
                        spark,
                        directories,
                        OrderEvents.groupSchema(MERGED_BY, Measures.COLLECTED),
                        Measures.COLLECTED,
                        workers),
                KEYS);
    }
}
