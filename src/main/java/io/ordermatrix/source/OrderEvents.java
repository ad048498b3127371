package io.ordermatrix.source;

import io.ordermatrix.config.Engine;
import io.ordermatrix.order.OrderColumn;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2Relation;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import scala.Option;

/**
 * The one place where the engine that reads is chosen.
 *
 * <p>This is the job's way to its input, with a selection and with records of what became of every line. Who only wants to
 * read needs no more than {@link OrderDataSource}. The events of one security, as a run reads them:
 *
 * <pre>{@code
 * List<InputFile> files = InputFiles.find(List.of("orders/"), Map.of(), spark.sessionState().newHadoopConf());
 * Selection selection = new Selection(
 *         null, null, List.of(), List.of(110621), List.of(), List.of(), null, ZoneId.of("Australia/Sydney"));
 * ScanSpec spec = new ScanSpec(files, ChunkGroup.cut(files, 64 << 20), selection, 0, ScanSpec.OnReject.DROP, null);
 * Dataset<Row> events = OrderEvents.read(spark, spec, Engine.ORDERS);
 * }</pre>
 */
public final class OrderEvents {
    private OrderEvents() {}

    /**
     * The order events that a selection keeps: the columns of {@link OrderSchema#EVENTS}, then the computed ones. Every
     * group that is read to its end leaves its {@link ChunkRecord}s in the directory that the spec names.
     */
    public static Dataset<Row> read(SparkSession spark, ScanSpec spec, Engine engine) {
        return switch (engine) {
            case ORDERS -> readTable(spark, new OrderTable(spark, spec, OrderSchema.MEASURED_EVENTS));
            case SPARK_CSV -> OrderSchema.measured(new SparkCsvEngine(spark, spec).read());
        };
    }

    /**
     * The kept events in groups, which can come in several parts each. Every group of chunks that is read to its end
     * leaves its {@link ChunkRecord}s, as in {@link #read}.
     *
     * @return the keys, then the aggregates by their names
     */
    public static Dataset<Row> groups(
            SparkSession spark, ScanSpec spec, Engine engine, List<OrderColumn> keys, List<EventAggregate> aggregates) {
        return switch (engine) {
            case ORDERS -> readTable(spark, new EventGroups(spark, spec, keys, aggregates));
            case SPARK_CSV -> group(read(spark, spec, engine), keys, aggregates);
        };
    }

    /** The columns of groups: the keys, then the aggregates. */
    public static StructType groupSchema(List<OrderColumn> keys, List<EventAggregate> aggregates) {
        return EventGroups.schema(keys, aggregates);
    }

    /**
     * Groups of events that Spark reads or holds.
     *
     * @param events with the columns of {@link OrderSchema#MEASURED_EVENTS}
     * @return the keys, then the aggregates by their names
     */
    public static Dataset<Row> group(Dataset<Row> events, List<OrderColumn> keys, List<EventAggregate> aggregates) {
        // Plain columns only: of our own format the reader then aggregates while it reads.
        Column[] columns = aggregates.stream().map(OrderEvents::collected).toArray(Column[]::new);
        return events.groupBy(keys.stream()
                        .map(key -> functions.col(key.columnName()))
                        .toArray(Column[]::new))
                .agg(columns[0], Arrays.copyOfRange(columns, 1, columns.length));
    }

    private static Column collected(EventAggregate aggregate) {
        Column value = aggregate.function() == EventAggregate.Function.COUNT
                ? functions.lit(1)
                : functions.col(aggregate.column().columnName());
        Column collected = switch (aggregate.function()) {
            case COUNT -> functions.count(value);
            case SUM -> functions.sum(value);
            case MIN -> functions.min(value);
            case MAX -> functions.max(value);
        };
        return collected.as(aggregate.name());
    }

    /** A table that no catalog knows: the selection and the records of a run are nothing that options could say. */
    private static Dataset<Row> readTable(SparkSession spark, Table table) {
        return org.apache.spark.sql.classic.Dataset.ofRows(
                (org.apache.spark.sql.classic.SparkSession) spark,
                DataSourceV2Relation.create(table, Option.empty(), Option.empty()));
    }
}
