package io.ordermatrix.source;

import io.ordermatrix.group.Aggregate;
import io.ordermatrix.group.Grouping;
import io.ordermatrix.order.ColumnType;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.scan.OrderSlots;
import io.ordermatrix.spark.OrderSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.connector.expressions.Expression;
import org.apache.spark.sql.connector.expressions.aggregate.AggregateFunc;
import org.apache.spark.sql.connector.expressions.aggregate.Aggregation;
import org.apache.spark.sql.connector.expressions.aggregate.Avg;
import org.apache.spark.sql.connector.expressions.aggregate.Count;
import org.apache.spark.sql.connector.expressions.aggregate.CountStar;
import org.apache.spark.sql.connector.expressions.aggregate.Max;
import org.apache.spark.sql.connector.expressions.aggregate.Min;
import org.apache.spark.sql.connector.expressions.aggregate.Sum;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Translates Spark's aggregations into a {@link Grouping}, if their keys are numbers in every row and their aggregates
 * are counts, sums, minima and maxima of such columns.
 */
final class AggregateTranslation {
    private AggregateTranslation() {}

    /** The first expression that can't be translated, as Spark writes it; empty if there is none. */
    static Optional<String> obstacle(Aggregation aggregation) {
        Stream<Expression> keys = Arrays.stream(aggregation.groupByExpressions())
                .filter(key -> number(key).isEmpty());
        Stream<Expression> functions = Arrays.stream(aggregation.aggregateExpressions())
                .filter(function -> aggregate(function).isEmpty())
                .map(Expression.class::cast);
        return Stream.concat(keys, functions).findFirst().map(Expression::describe);
    }

    /** Whether the aggregation has the average of a column that is as wide as its sum. */
    static boolean hasWideAverage(Aggregation aggregation) {
        return Arrays.stream(aggregation.aggregateExpressions())
                .anyMatch(function -> function instanceof Avg average
                        && number(average.column())
                                .filter(column -> column.type() == ColumnType.BIGINT)
                                .isPresent());
    }

    /** The grouping for an aggregation without an {@link #obstacle}. */
    static Grouping translate(Aggregation aggregation) {
        return new Grouping(
                Arrays.stream(aggregation.groupByExpressions())
                        .map(key -> number(key).orElseThrow())
                        .toList(),
                Arrays.stream(aggregation.aggregateExpressions())
                        .map(function -> aggregate(function).orElseThrow())
                        .toList());
    }

    /**
     * The columns of the groups as Spark expects them: the keys, then the aggregates, which are null if there are no
     * rows.
     */
    static StructType schema(Grouping grouping) {
        List<StructField> fields = new ArrayList<>();
        grouping.keys().forEach(key -> fields.add(OrderSchema.field(key)));
        for (Aggregate aggregate : grouping.aggregates()) {
            String name = "aggregate_" + (fields.size() - grouping.keys().size() + 1);
            fields.add(DataTypes.createStructField(name, OrderSchema.type(aggregate.type()), true));
        }
        return new StructType(fields.toArray(StructField[]::new));
    }

    private static Optional<Aggregate> aggregate(AggregateFunc function) {
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
}
