package io.ordermatrix.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.source.GroupedAggregate.Aggregate;
import io.ordermatrix.source.GroupedAggregate.Function;
import io.ordermatrix.source.GroupedAggregate.Grouping;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.execution.vectorized.OnHeapColumnVector;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** Groups are those of a hash map, also where different keys have one hash. */
class GroupedAggregateTest {
    /** So many that about ten pairs of keys have the same 32 bits of hash. */
    private static final int KEYS = 300_000;

    private static final Grouping GROUPING = new Grouping(
            List.of(OrderColumn.ORDER_ID),
            List.of(
                    new Aggregate(Function.SUM, OrderValues.ONE),
                    new Aggregate(Function.SUM, OrderValues.PRICE),
                    new Aggregate(Function.MIN, OrderValues.PRICE),
                    new Aggregate(Function.MAX, OrderValues.PRICE)));
    private static final StructType SCHEMA = new StructType()
            .add("key", DataTypes.LongType)
            .add("count", DataTypes.LongType)
            .add("sum", DataTypes.LongType)
            .add("min", DataTypes.IntegerType)
            .add("max", DataTypes.IntegerType);

    private record Totals(long count, long sum, long min, long max) {
        static Totals of(long value) {
            return new Totals(1, value, value, value);
        }

        Totals plus(Totals other) {
            return new Totals(count + other.count, sum + other.sum, Math.min(min, other.min), Math.max(max, other.max));
        }
    }

    @Test
    void groupsAreThoseOfAHashMap() {
        long seed = System.nanoTime();
        System.out.println("GroupedAggregateTest seed " + seed);
        Random random = new Random(seed);
        long[] keys = random.longs(KEYS).toArray();
        GroupedAggregate aggregate = new GroupedAggregate(GROUPING, 2 * KEYS);
        Map<Long, Totals> expected = new HashMap<>();
        for (int added = 0; added < 3 * KEYS; added += RowBatch.CAPACITY) {
            RowBatch batch = new RowBatch();
            for (int row = 0; row < RowBatch.CAPACITY; row++) {
                long key = keys[random.nextInt(KEYS)];
                int price = random.nextInt();
                batch.column(OrderValues.ORDER_ID)[row] = key;
                batch.column(OrderValues.PRICE)[row] = price;
                batch.column(OrderValues.ONE)[row] = 1;
                expected.merge(key, Totals.of(price), Totals::plus);
            }
            batch.setSize(RowBatch.CAPACITY);
            aggregate.add(batch);
        }
        assertThat(groups(aggregate)).isEqualTo(expected);
        aggregate.clear();
        assertThat(groups(aggregate)).isEmpty();
    }

    @Test
    void aSumThatOverflowsIsAnError() {
        Grouping grouping =
                new Grouping(List.of(OrderColumn.SIDE), List.of(new Aggregate(Function.SUM, OrderValues.NOTIONAL)));
        GroupedAggregate aggregate = new GroupedAggregate(grouping, 2 * RowBatch.CAPACITY);
        RowBatch batch = new RowBatch();
        batch.column(OrderValues.NOTIONAL)[0] = Long.MAX_VALUE;
        batch.column(OrderValues.NOTIONAL)[1] = 1;
        batch.setSize(2);
        assertThatThrownBy(() -> aggregate.add(batch)).isInstanceOf(ArithmeticException.class);
    }

    private static Map<Long, Totals> groups(GroupedAggregate aggregate) {
        Map<Long, Totals> groups = new HashMap<>();
        OnHeapColumnVector[] columns = OnHeapColumnVector.allocateColumns(RowBatch.CAPACITY, SCHEMA);
        for (int from = 0; from < aggregate.size(); from += RowBatch.CAPACITY) {
            int count = Math.min(RowBatch.CAPACITY, aggregate.size() - from);
            aggregate.write(from, count, columns);
            for (int row = 0; row < count; row++) {
                Totals totals = new Totals(
                        columns[1].getLong(row),
                        columns[2].getLong(row),
                        columns[3].getInt(row),
                        columns[4].getInt(row));
                assertThat(groups.put(columns[0].getLong(row), totals)).isNull();
            }
        }
        return groups;
    }
}
