package io.ordermatrix.source;

import io.ordermatrix.group.Aggregate;
import io.ordermatrix.group.Grouping;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.scan.OrderSlots;
import io.ordermatrix.scan.RowPredicate;
import io.ordermatrix.scan.ScanSpec;
import io.ordermatrix.spark.OrderSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.expressions.Expression;
import org.apache.spark.sql.connector.expressions.aggregate.AggregateFunc;
import org.apache.spark.sql.connector.expressions.aggregate.Aggregation;
import org.apache.spark.sql.connector.expressions.aggregate.Count;
import org.apache.spark.sql.connector.expressions.aggregate.CountStar;
import org.apache.spark.sql.connector.expressions.aggregate.Max;
import org.apache.spark.sql.connector.expressions.aggregate.Min;
import org.apache.spark.sql.connector.expressions.aggregate.Sum;
import org.apache.spark.sql.connector.expressions.filter.Predicate;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.SupportsPushDownAggregates;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.connector.read.SupportsPushDownV2Filters;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Takes over from Spark what is cheaper done while rows are read: predicates, the choice of columns, aggregates. */
final class OrderScanBuilder
        implements SupportsPushDownV2Filters, SupportsPushDownRequiredColumns, SupportsPushDownAggregates {
    private final SparkSession spark;
    private final ScanSpec spec;
    private final List<Predicate> pushed = new ArrayList<>();
    private final List<RowPredicate> predicates = new ArrayList<>();
    private StructType schema;
    private Grouping grouping;
    private boolean leavesFilters;

    OrderScanBuilder(SparkSession spark, ScanSpec spec, StructType schema) {
        this.spark = spark;
        this.spec = spec;
        this.schema = schema;
    }

    @Override
    public Predicate[] pushPredicates(Predicate[] candidates) {
        List<Predicate> left = new ArrayList<>();
        for (Predicate candidate : candidates) {
            Optional<RowPredicate> translated = PredicateTranslation.translate(candidate);
            translated.ifPresentOrElse(
                    predicate -> {
                        pushed.add(candidate);
                        // What holds for every row is taken over, and costs nothing.
                        if (!predicate.isAlways()) {
                            predicates.add(predicate);
                        }
                    },
                    () -> left.add(candidate));
        }
        leavesFilters = !left.isEmpty();
        return left.toArray(Predicate[]::new);
    }

    @Override
    public Predicate[] pushedPredicates() {
        return pushed.toArray(Predicate[]::new);
    }

    @Override
    public void pruneColumns(StructType required) {
        schema = required;
    }

    @Override
    public boolean pushAggregation(Aggregation aggregation) {
        if (leavesFilters) {
            return false;
        }
        List<OrderColumn> keys = new ArrayList<>();
        List<StructField> fields = new ArrayList<>();
        for (Expression expression : aggregation.groupByExpressions()) {
            Optional<OrderColumn> key = number(expression);
            if (key.isEmpty()) {
                return false;
            }
            keys.add(key.get());
            fields.add(OrderSchema.field(key.get()));
        }
        List<Aggregate> aggregates = new ArrayList<>();
        for (AggregateFunc function : aggregation.aggregateExpressions()) {
            Optional<Aggregate> aggregate = translate(function);
            if (aggregate.isEmpty()) {
                return false;
            }
            aggregates.add(aggregate.get());
            fields.add(resultField(aggregate.get(), aggregates.size()));
        }
        grouping = new Grouping(keys, aggregates);
        schema = new StructType(fields.toArray(StructField[]::new));
        return true;
    }

    private static Optional<Aggregate> translate(AggregateFunc function) {
        String name = function.describe();
        if (function instanceof CountStar) {
            return Optional.of(Aggregate.count(name));
        }
        if (function instanceof Count count && !count.isDistinct()) {
            return number(count.column()).map(column -> Aggregate.count(name));
        }
        if (function instanceof Sum sum && !sum.isDistinct()) {
            return number(sum.column()).map(column -> Aggregate.sum(name, column));
        }
        if (function instanceof Min min) {
            return number(min.column()).map(column -> Aggregate.min(name, column));
        }
        if (function instanceof Max max) {
            return number(max.column()).map(column -> Aggregate.max(name, column));
        }
        return Optional.empty();
    }

    /** A column that is a number in every row. */
    private static Optional<OrderColumn> number(Expression expression) {
        return PredicateTranslation.column(expression).filter(OrderSlots::has);
    }

    private static StructField resultField(Aggregate aggregate, int number) {
        return DataTypes.createStructField("aggregate_" + number, OrderSchema.type(aggregate.type()), true);
    }

    @Override
    public Scan build() {
        RowPredicate predicate = switch (predicates.size()) {
            case 0 -> new RowPredicate.Constant(true);
            case 1 -> predicates.get(0);
            default -> new RowPredicate.All(predicates);
        };
        return new OrderScan(spark, spec, new ScanQuery(schema, predicate, grouping), describe());
    }

    private String describe() {
        StringBuilder text = new StringBuilder("orders ").append(files());
        if (!pushed.isEmpty()) {
            text.append(", PushedFilters: ").append(list(pushed));
        }
        if (grouping != null) {
            text.append(", PushedGroupBy: ")
                    .append(list(grouping.keys().stream()
                            .map(OrderColumn::columnName)
                            .toList()))
                    .append(", PushedAggregates: ")
                    .append(grouping.aggregates().size());
        }
        return text.toString();
    }

    private String files() {
        String first = spec.files().get(0).displayName();
        return spec.files().size() == 1
                ? first
                : first + " and " + (spec.files().size() - 1) + " more";
    }

    private static String list(List<?> items) {
        return items.stream().map(Object::toString).collect(Collectors.joining(", ", "[", "]"));
    }
}
