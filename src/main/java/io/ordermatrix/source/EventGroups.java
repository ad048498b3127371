package io.ordermatrix.source;

import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.source.GroupedAggregate.Aggregate;
import io.ordermatrix.source.GroupedAggregate.Grouping;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * Groups of order events as a table, as the reader hands them over: one group can come in several rows, which whoever
 * reads them merges. So a scan is one stage without an exchange.
 */
final class EventGroups implements SupportsRead {
    private final SparkSession spark;
    private final ScanSpec spec;
    private final ScanQuery query;

    EventGroups(SparkSession spark, ScanSpec spec, List<OrderColumn> keys, List<EventAggregate> aggregates) {
        this.spark = spark;
        this.spec = spec;
        Grouping grouping = new Grouping(
                keys, aggregates.stream().map(EventGroups::readerAggregate).toList());
        query = new ScanQuery(schema(keys, aggregates), new RowPredicate.Constant(true), grouping);
    }

    static StructType schema(List<OrderColumn> keys, List<EventAggregate> aggregates) {
        return new StructType(Stream.concat(
                        keys.stream().map(OrderSchema::field),
                        aggregates.stream().map(EventGroups::field))
                .toArray(StructField[]::new));
    }

    private static StructField field(EventAggregate aggregate) {
        DataType type = switch (aggregate.function()) {
            case COUNT, SUM -> DataTypes.LongType;
            case MIN, MAX -> OrderSchema.field(aggregate.column()).dataType();
        };
        return DataTypes.createStructField(aggregate.name(), type, false);
    }

    private static Aggregate readerAggregate(EventAggregate aggregate) {
        return switch (aggregate.function()) {
            case COUNT -> new Aggregate(GroupedAggregate.Function.SUM, OrderValues.ONE);
            case SUM -> new Aggregate(GroupedAggregate.Function.SUM, OrderValues.place(aggregate.column()));
            case MIN -> new Aggregate(GroupedAggregate.Function.MIN, OrderValues.place(aggregate.column()));
            case MAX -> new Aggregate(GroupedAggregate.Function.MAX, OrderValues.place(aggregate.column()));
        };
    }

    @Override
    public String name() {
        return OrderDataSource.NAME;
    }

    @Override
    public Column[] columns() {
        return TableColumns.of(query.schema());
    }

    @Override
    public Set<TableCapability> capabilities() {
        return Set.of(TableCapability.BATCH_READ);
    }

    /** Whoever reads takes all columns. */
    @Override
    public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
        return () -> new OrderScan(
                spark,
                spec,
                query,
                "groups of order events by "
                        + query.grouping().keys().stream()
                                .map(OrderColumn::columnName)
                                .toList());
    }
}
