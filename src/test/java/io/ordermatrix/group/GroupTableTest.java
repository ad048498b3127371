package io.ordermatrix.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.scan.OrderSlots;
import io.ordermatrix.scan.RowBatch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Groups equal those of a hash map, even if different keys have the same hash. */
class GroupTableTest {
    /** So many that about ten pairs of keys have the same 32-bit hash. */
    private static final int KEYS = 300_000;

    private static final int ORDER_ID = OrderSlots.of(OrderColumn.ORDER_ID);
    private static final int PRICE = OrderSlots.of(OrderColumn.PRICE);
    private static final int NOTIONAL = OrderSlots.of(OrderColumn.NOTIONAL);
    private static final Grouping GROUPING = new Grouping(
            List.of(OrderColumn.ORDER_ID),
            List.of(
                    Aggregate.count("count"),
                    Aggregate.sum("sum", OrderColumn.PRICE),
                    Aggregate.min("min", OrderColumn.PRICE),
                    Aggregate.max("max", OrderColumn.PRICE)));

    private record Totals(long count, long sum, long min, long max) {
        static Totals of(long value) {
            return new Totals(1, value, value, value);
        }

        Totals plus(Totals other) {
            return new Totals(count + other.count, sum + other.sum, Math.min(min, other.min), Math.max(max, other.max));
        }
    }

    @Test
    void agreesWithAHashMap() {
        long seed = System.nanoTime();
        System.out.println("GroupTableTest seed " + seed);
        Random random = new Random(seed);
        long[] keys = random.longs(KEYS).toArray();
        GroupTable aggregate = new GroupTable(GROUPING, 2 * KEYS);
        Map<Long, Totals> expected = new HashMap<>();
        for (int added = 0; added < 3 * KEYS; added += RowBatch.CAPACITY) {
            RowBatch batch = new RowBatch();
            for (int row = 0; row < RowBatch.CAPACITY; row++) {
                long key = keys[random.nextInt(KEYS)];
                int price = random.nextInt();
                batch.column(ORDER_ID)[row] = key;
                batch.column(PRICE)[row] = price;
                batch.column(OrderSlots.ONE)[row] = 1;
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
                new Grouping(List.of(OrderColumn.SIDE), List.of(Aggregate.sum("sum", OrderColumn.NOTIONAL)));
        GroupTable aggregate = new GroupTable(grouping, 2 * RowBatch.CAPACITY);
        RowBatch batch = new RowBatch();
        batch.column(NOTIONAL)[0] = Long.MAX_VALUE;
        batch.column(NOTIONAL)[1] = 1;
        batch.setSize(2);
        assertThatThrownBy(() -> aggregate.add(batch)).isInstanceOf(ArithmeticException.class);
    }

    private static Map<Long, Totals> groups(GroupTable table) {
        Map<Long, Totals> groups = new HashMap<>();
        int size = table.size();
        long[] keys = new long[size];
        table.readKey(0, 0, size, keys);
        long[][] aggregates = new long[GROUPING.aggregates().size()][size];
        for (int at = 0; at < aggregates.length; at++) {
            table.readAggregate(at, 0, size, aggregates[at]);
        }
        for (int row = 0; row < size; row++) {
            Totals totals = new Totals(aggregates[0][row], aggregates[1][row], aggregates[2][row], aggregates[3][row]);
            assertThat(groups.put(keys[row], totals)).isNull();
        }
        return groups;
    }
}
