package io.ordermatrix.source;

import io.ordermatrix.group.Grouping;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.scan.RowPredicate;
import io.ordermatrix.scan.ScanSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.expressions.aggregate.Aggregation;
import org.apache.spark.sql.connector.expressions.filter.Predicate;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.SupportsPushDownAggregates;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.connector.read.SupportsPushDownV2Filters;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts what Spark pushes down because it is cheaper while reading: predicates, the choice of columns, aggregates.
 */
final class OrderScanBuilder
        implements SupportsPushDownV2Filters, SupportsPushDownRequiredColumns, SupportsPushDownAggregates {
    private static final Logger LOG = LoggerFactory.getLogger(OrderScanBuilder.class);

    private final SparkSession spark;
    private final ScanSpec spec;
    private final List<Predicate> pushed = new ArrayList<>();
    private final List<RowPredicate> predicates = new ArrayList<>();
    private StructType schema;
    private Grouping grouping;
    private boolean hasWideAverage;

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
                        // A predicate that is always true is accepted, and costs nothing.
                        if (!predicate.isAlways()) {
                            predicates.add(predicate);
                        }
                    },
                    () -> left.add(candidate));
        }
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

    /**
     * Never: a group comes in several parts. Spark asks first with averages, and then again with each average replaced
     * by a sum and a count, which it can push down.
     */
    @Override
    public boolean supportCompletePushDown(Aggregation aggregation) {
        hasWideAverage |= AggregateTranslation.hasWideAverage(aggregation);
        return false;
    }

    @Override
    public boolean pushAggregation(Aggregation aggregation) {
        Optional<String> obstacle = hasWideAverage
                ? Optional.of("the average of a BIGINT, whose sum may overflow where the average does not")
                : AggregateTranslation.obstacle(aggregation);
        if (obstacle.isPresent()) {
            LOG.debug("Aggregates are left to Spark, since {} can't be pushed down", obstacle.get());
            return false;
        }
        grouping = AggregateTranslation.translate(aggregation);
        schema = AggregateTranslation.schema(grouping);
        return true;
    }

    @Override
    public Scan build() {
        return new OrderScan(spark, spec, new ScanQuery(schema, RowPredicate.all(predicates), grouping), describe());
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
