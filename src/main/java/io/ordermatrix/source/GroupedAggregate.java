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
 * of them as its columns' widths allow, sums before minima before maxima; and rows are added many at a time, step by step,
 * so that the processor fetches many groups from memory at once.
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

    /** Groups before they are handed over, a batch more or less: some MB, which most machines' caches hold. */
    static final int MOST_GROUPS = 1 << 16;

    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    private static final int FIRST_CAPACITY = 2 * RowBatch.CAPACITY;
    private static final long NUMBER = 0xFFFF_FFFFL;

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

    /** The packed keys of a batch, word by word, and where each row's group begins. */
    private final long[][] batchKeys;

    private final int[] batchHashes = new int[RowBatch.CAPACITY];
    private final int[] batchBases = new int[RowBatch.CAPACITY];
    /**
     * At each place of the table the hash of a group's key in the upper half and its number, from 1, in the lower one; 0
     * where there is none.
     */
    private long[] table = new long[2 * FIRST_CAPACITY];

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
        batchKeys = new long[words][RowBatch.CAPACITY];
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

    /** Whether it may not take another batch. */
    boolean isFull() {
        return size > mostGroups - RowBatch.CAPACITY;
    }

    /**
     * Adds rows. The aggregate must not be full.
     *
     * @throws ArithmeticException if a sum overflows a BIGINT
     */
    void add(RowBatch batch) {
        int rows = batch.size();
        packKeys(batch, rows);
        hashKeys(rows);
        ensureRoom(rows);
        findGroups(batch, rows);
        int offset = words;
        for (int place : sums) {
            addSums(batch.column(place), rows, offset++);
        }
        for (int place : minima) {
            takeMinima(batch.column(place), rows, offset++);
        }
        for (int place : maxima) {
            takeMaxima(batch.column(place), rows, offset++);
        }
    }

    private void packKeys(RowBatch batch, int rows) {
        for (long[] word : batchKeys) {
            Arrays.fill(word, 0, rows, 0);
        }
        for (int at = 0; at < keyCount; at++) {
            long[] word = batchKeys[keyWords[at]];
            long[] column = batch.column(keyPlaces[at]);
            int shift = keyShifts[at];
            long mask = -1L >>> (Long.SIZE - keyWidths[at]);
            for (int row = 0; row < rows; row++) {
                word[row] |= (column[row] & mask) << shift;
            }
        }
    }

    private void hashKeys(int rows) {
        int[] hashes = batchHashes;
        long[] first = batchKeys[0];
        for (int row = 0; row < rows; row++) {
            hashes[row] = mix(0, first[row]);
        }
        for (int word = 1; word < words; word++) {
            long[] next = batchKeys[word];
            for (int row = 0; row < rows; row++) {
                hashes[row] = mix(hashes[row], next[row]);
            }
        }
    }

    private static int mix(int hash, long word) {
        long mixed = (hash ^ word) * SPREAD;
        return (int) (mixed ^ (mixed >>> 32));
    }

    /**
     * Finds the groups of a batch by their hashes alone, which stay near, and then compares all keys at once, so that the
     * processor does not wait for one far group after the other. That two keys have one hash is rare, and put right after.
     */
    private void findGroups(RowBatch batch, int rows) {
        int[] hashes = batchHashes;
        int[] bases = batchBases;
        int mask = table.length - 1;
        for (int row = 0; row < rows; row++) {
            int hash = hashes[row];
            int at = hash & mask;
            long entry = table[at];
            while (entry != 0 && (int) (entry >>> Integer.SIZE) != hash) {
                at = (at + 1) & mask;
                entry = table[at];
            }
            bases[row] = entry == 0 ? insert(at, batch, row) : base(entry);
        }
        if (differ(rows)) {
            for (int row = 0; row < rows; row++) {
                bases[row] = findExactly(batch, row, mask);
            }
        }
    }

    private int base(long entry) {
        return ((int) (entry & NUMBER) - 1) * stride;
    }

    /** Whether any row of the batch has another key than the group found for it. */
    private boolean differ(int rows) {
        int[] bases = batchBases;
        long[] all = groups;
        long difference = 0;
        for (int word = 0; word < words; word++) {
            long[] keys = batchKeys[word];
            for (int row = 0; row < rows; row++) {
                difference |= all[bases[row] + word] ^ keys[row];
            }
        }
        return difference != 0;
    }

    private int findExactly(RowBatch batch, int row, int mask) {
        int hash = batchHashes[row];
        int at = hash & mask;
        while (table[at] != 0) {
            if ((int) (table[at] >>> Integer.SIZE) == hash && isKey(base(table[at]), row)) {
                return base(table[at]);
            }
            at = (at + 1) & mask;
        }
        return insert(at, batch, row);
    }

    private boolean isKey(int base, int row) {
        for (int word = 0; word < words; word++) {
            if (groups[base + word] != batchKeys[word][row]) {
                return false;
            }
        }
        return true;
    }

    private int insert(int at, RowBatch batch, int row) {
        int base = size * stride;
        size++;
        table[at] = (long) batchHashes[row] << Integer.SIZE | size;
        for (int word = 0; word < words; word++) {
            groups[base + word] = batchKeys[word][row];
        }
        int next = base + words;
        Arrays.fill(groups, next, next + sums.length, 0);
        next += sums.length;
        for (int place : minima) {
            groups[next++] = batch.column(place)[row];
        }
        for (int place : maxima) {
            groups[next++] = batch.column(place)[row];
        }
        return base;
    }

    private void addSums(long[] column, int rows, int offset) {
        int[] bases = batchBases;
        long[] all = groups;
        // Two numbers of one sign and a sum of the other: looked at once, so that the loop has no way out.
        long overflow = 0;
        for (int row = 0; row < rows; row++) {
            int at = bases[row] + offset;
            long before = all[at];
            long value = column[row];
            long sum = before + value;
            overflow |= (before ^ sum) & (value ^ sum);
            all[at] = sum;
        }
        if (overflow < 0) {
            throw new ArithmeticException("A sum overflows 64 bits");
        }
    }

    private void takeMinima(long[] column, int rows, int offset) {
        int[] bases = batchBases;
        long[] all = groups;
        for (int row = 0; row < rows; row++) {
            int at = bases[row] + offset;
            all[at] = Math.min(all[at], column[row]);
        }
    }

    private void takeMaxima(long[] column, int rows, int offset) {
        int[] bases = batchBases;
        long[] all = groups;
        for (int row = 0; row < rows; row++) {
            int at = bases[row] + offset;
            all[at] = Math.max(all[at], column[row]);
        }
    }

    /** Makes room for as many new groups as rows, so that nothing moves while their places are known. */
    private void ensureRoom(int rows) {
        while ((size + rows) * stride > groups.length) {
            grow();
        }
    }

    private void grow() {
        groups = Arrays.copyOf(groups, 2 * groups.length);
        table = new long[2 * table.length];
        int mask = table.length - 1;
        for (int group = 0; group < size; group++) {
            int hash = 0;
            for (int word = 0; word < words; word++) {
                hash = mix(hash, groups[group * stride + word]);
            }
            int at = hash & mask;
            while (table[at] != 0) {
                at = (at + 1) & mask;
            }
            table[at] = (long) hash << Integer.SIZE | (group + 1);
        }
    }

    void clear() {
        Arrays.fill(table, 0);
        size = 0;
    }

    /** Writes groups as rows of columns, from a group on: the keys, then the aggregates. */
    void write(int from, int count, WritableColumnVector[] columns) {
        long[] column = new long[count];
        for (int at = 0; at < keyCount; at++) {
            int up = Long.SIZE - keyWidths[at] - keyShifts[at];
            int down = Long.SIZE - keyWidths[at];
            for (int row = 0; row < count; row++) {
                column[row] = groups[(from + row) * stride + keyWords[at]] << up >> down;
            }
            EventColumns.put(columns[at], column, count);
        }
        for (int at = 0; at < aggregateOffsets.length; at++) {
            for (int row = 0; row < count; row++) {
                column[row] = groups[(from + row) * stride + aggregateOffsets[at]];
            }
            EventColumns.put(columns[keyCount + at], column, count);
        }
    }
}
