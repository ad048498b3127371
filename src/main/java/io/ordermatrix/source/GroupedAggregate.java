package io.ordermatrix.source;

import io.ordermatrix.order.OrderColumn;
import java.io.Serializable;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;

/**
 * Sums, minima and maxima of rows by group, in an open-addressing table of bounded size: when it is full, its groups are
 * handed over and forgotten, so a group can come more than once. Spark adds up what comes.
 *
 * <p>This class is ugly for speed. It gives up objects: a group is a run of longs in one array, its key packed into as few
 * of them as its columns' widths allow, sums before minima before maxima.
 */
final class GroupedAggregate {
    /** What is computed of a value. */
    enum Function {
        SUM,
        MIN,
        MAX
    }

    /**
     * One aggregate.
     *
     * @param place of the value, see {@link OrderValues}; rows are counted by summing {@link OrderValues#ONE}
     */
    record Aggregate(Function function, int place) implements Serializable {}

    /**
     * What to group by and to compute, in the order in which Spark expects the columns.
     *
     * @param keys the group's columns
     */
    record Grouping(List<OrderColumn> keys, List<Aggregate> aggregates) implements Serializable {
        Grouping {
            keys = List.copyOf(keys);
            aggregates = List.copyOf(aggregates);
        }

        /** The places of all values that it reads. */
        BitSet places() {
            BitSet places = new BitSet();
            keys.forEach(key -> places.set(OrderValues.place(key)));
            aggregates.forEach(aggregate -> places.set(aggregate.place()));
            return places;
        }
    }

    /** Groups before they are handed over: some MB of longs, which the third-level cache of most machines holds. */
    static final int MOST_GROUPS = 1 << 16;

    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    private static final int FIRST_CAPACITY = 1 << 10;

    private final int mostGroups;
    private final int keyCount;
    private final int[] keyPlaces;
    private final int[] keyWords;
    private final int[] keyShifts;
    private final int[] keyWidths;
    private final int words;
    private final int[] sums;
    private final int[] minima;
    private final int[] maxima;
    private final int stride;
    /** For each aggregate in Spark's order, where in a group it lies. */
    private final int[] aggregateOffsets;

    private final long[] key;
    /** The number of the group, from 1, at each place of the table; 0 where there is none. */
    private int[] table = new int[2 * FIRST_CAPACITY];

    private long[] groups;
    private int size;

    GroupedAggregate(Grouping grouping, int mostGroups) {
        this.mostGroups = mostGroups;
        keyCount = grouping.keys().size();
        keyPlaces = new int[keyCount];
        keyWords = new int[keyCount];
        keyShifts = new int[keyCount];
        keyWidths = new int[keyCount];
        words = layOutKeys(grouping.keys());
        sums = places(grouping, Function.SUM);
        minima = places(grouping, Function.MIN);
        maxima = places(grouping, Function.MAX);
        stride = words + sums.length + minima.length + maxima.length;
        aggregateOffsets = offsets(grouping);
        key = new long[words];
        groups = new long[FIRST_CAPACITY * stride];
    }

    private int layOutKeys(List<OrderColumn> keys) {
        int word = 0;
        int used = 0;
        for (int at = 0; at < keyCount; at++) {
            OrderColumn column = keys.get(at);
            int width = width(column);
            if (used + width > Long.SIZE) {
                word++;
                used = 0;
            }
            keyPlaces[at] = OrderValues.place(column);
            keyWords[at] = word;
            keyShifts[at] = used;
            keyWidths[at] = width;
            used += width;
        }
        return word + 1;
    }

    private static int width(OrderColumn column) {
        return switch (column.type()) {
            case TINYINT -> Byte.SIZE;
            case SMALLINT -> Short.SIZE;
            case INT, DATE -> Integer.SIZE;
            case BIGINT -> Long.SIZE;
            case STRING -> throw new IllegalArgumentException("Text is no key: " + column.columnName());
        };
    }

    private static int[] places(Grouping grouping, Function function) {
        return grouping.aggregates().stream()
                .filter(aggregate -> aggregate.function() == function)
                .mapToInt(Aggregate::place)
                .toArray();
    }

    private int[] offsets(Grouping grouping) {
        int sum = words;
        int min = sum + sums.length;
        int max = min + minima.length;
        int[] offsets = new int[grouping.aggregates().size()];
        for (int at = 0; at < offsets.length; at++) {
            offsets[at] = switch (grouping.aggregates().get(at).function()) {
                case SUM -> sum++;
                case MIN -> min++;
                case MAX -> max++;
            };
        }
        return offsets;
    }

    int size() {
        return size;
    }

    boolean isFull() {
        return size == mostGroups;
    }

    /**
     * Adds a row. The aggregate must not be full.
     *
     * @throws ArithmeticException if a sum overflows a BIGINT
     */
    void add(long[] values) {
        Arrays.fill(key, 0);
        for (int at = 0; at < keyCount; at++) {
            int shift = keyShifts[at];
            long mask = -1L >>> (Long.SIZE - keyWidths[at]);
            key[keyWords[at]] |= (values[keyPlaces[at]] & mask) << shift;
        }
        int base = find(values);
        int at = base + words;
        for (int place : sums) {
            groups[at] = Math.addExact(groups[at], values[place]);
            at++;
        }
        for (int place : minima) {
            groups[at] = Math.min(groups[at], values[place]);
            at++;
        }
        for (int place : maxima) {
            groups[at] = Math.max(groups[at], values[place]);
            at++;
        }
    }

    /** Where the group of the key begins; a new one if there is none. */
    private int find(long[] values) {
        int mask = table.length - 1;
        int at = hash(key, 0) & mask;
        while (true) {
            int group = table[at];
            if (group == 0) {
                return insert(at, values);
            }
            int base = (group - 1) * stride;
            if (isKey(base)) {
                return base;
            }
            at = (at + 1) & mask;
        }
    }

    private int hash(long[] keys, int from) {
        long hash = 0;
        for (int word = 0; word < words; word++) {
            hash = (hash ^ keys[from + word]) * SPREAD;
            hash ^= hash >>> 32;
        }
        return (int) hash;
    }

    private boolean isKey(int base) {
        for (int word = 0; word < words; word++) {
            if (groups[base + word] != key[word]) {
                return false;
            }
        }
        return true;
    }

    private int insert(int at, long[] values) {
        if (size * stride == groups.length) {
            grow();
            return find(values);
        }
        int base = size * stride;
        size++;
        table[at] = size;
        System.arraycopy(key, 0, groups, base, words);
        int next = base + words;
        Arrays.fill(groups, next, next + sums.length, 0);
        next += sums.length;
        for (int place : minima) {
            groups[next++] = values[place];
        }
        for (int place : maxima) {
            groups[next++] = values[place];
        }
        return base;
    }

    private void grow() {
        groups = Arrays.copyOf(groups, Math.min(2 * size, mostGroups) * stride);
        table = new int[2 * table.length];
        int mask = table.length - 1;
        for (int group = 0; group < size; group++) {
            int at = hash(groups, group * stride) & mask;
            while (table[at] != 0) {
                at = (at + 1) & mask;
            }
            table[at] = group + 1;
        }
    }

    void clear() {
        Arrays.fill(table, 0);
        size = 0;
    }

    /** Writes groups as rows of columns, from a group on: the keys, then the aggregates. */
    void write(int from, int count, WritableColumnVector[] columns) {
        for (int at = 0; at < keyCount; at++) {
            int up = Long.SIZE - keyWidths[at] - keyShifts[at];
            int down = Long.SIZE - keyWidths[at];
            for (int row = 0; row < count; row++) {
                long word = groups[(from + row) * stride + keyWords[at]];
                EventColumns.put(columns[at], row, word << up >> down);
            }
        }
        for (int at = 0; at < aggregateOffsets.length; at++) {
            for (int row = 0; row < count; row++) {
                long value = groups[(from + row) * stride + aggregateOffsets[at]];
                EventColumns.put(columns[keyCount + at], row, value);
            }
        }
    }
}
