package io.ordermatrix.group;

import io.ordermatrix.group.Aggregate.Function;
import io.ordermatrix.scan.RowBatch;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The groups of rows in an open-addressing table of bounded size. When it is full, its groups are handed on or spilled,
 * and the table is cleared. So a group can come in several parts, which a merge combines.
 *
 * <p>This class is ugly for speed. It uses no objects: a group is a sequence of longs in one array, see {@link
 * GroupLayout}. Rows are added many at a time, step by step, so that the processor fetches many groups from memory at
 * once.
 */
public final class GroupTable {
    /** The groups of a full table, give or take a batch: a few MB, which fit into the caches of most machines. */
    public static final int MOST_GROUPS = 1 << 16;

    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    private static final int FIRST_CAPACITY = 2 * RowBatch.CAPACITY;
    private static final long NUMBER = 0xFFFF_FFFFL;

    private final int mostGroups;
    private final GroupLayout layout;
    private final int words;
    private final int stride;
    private final List<Aggregate> aggregates;
    /** The aggregates of each function, as indexes into the list of all. */
    private final int[] sums;

    private final int[] minima;
    private final int[] maxima;

    /** The packed keys of a batch, word by word; then the hash of each row's key, and where its group begins. */
    private final long[][] batchKeys;

    private final int[] batchHashes = new int[RowBatch.CAPACITY];
    private final int[] batchBases = new int[RowBatch.CAPACITY];
    /**
     * Each entry has the hash of a group's key in the upper half and the group's number, from 1, in the lower half; 0
     * if empty.
     */
    private long[] table = new long[2 * FIRST_CAPACITY];

    private long[] groups;
    private int size;

    /**
     * @param mostGroups larger than the number of rows of a batch
     */
    public GroupTable(Grouping grouping, int mostGroups) {
        this.mostGroups = mostGroups;
        layout = grouping.layout();
        words = layout.words();
        stride = layout.stride();
        aggregates = grouping.aggregates();
        sums = indexes(Function.SUM);
        minima = indexes(Function.MIN);
        maxima = indexes(Function.MAX);
        batchKeys = new long[words][RowBatch.CAPACITY];
        groups = new long[FIRST_CAPACITY * stride];
    }

    private int[] indexes(Function function) {
        return IntStream.range(0, aggregates.size())
                .filter(at -> aggregates.get(at).function() == function)
                .toArray();
    }

    public int size() {
        return size;
    }

    /** Whether the table can't take another batch. */
    public boolean isFull() {
        return size > mostGroups - RowBatch.CAPACITY;
    }

    /**
     * Adds rows. The table must not be full.
     *
     * @throws ArithmeticException if a sum overflows a BIGINT
     */
    public void add(RowBatch batch) {
        int rows = batch.size();
        layout.pack(batch, batchKeys);
        hashKeys(rows);
        ensureRoom(rows);
        findGroups(batch, rows);
        for (int at : sums) {
            addSums(column(batch, at), rows, words + at);
        }
        for (int at : minima) {
            takeMinima(column(batch, at), rows, words + at);
        }
        for (int at : maxima) {
            takeMaxima(column(batch, at), rows, words + at);
        }
    }

    private long[] column(RowBatch batch, int aggregate) {
        return batch.column(aggregates.get(aggregate).slot());
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
     * Finds the groups of a batch by their hashes alone, which stay in the cache, and then compares all keys at once,
     * so that the processor does not wait for one distant group after another. Two keys rarely share a hash; if they
     * do, that is corrected afterwards.
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

    /** Whether the key of any row of the batch differs from that of the group found for it. */
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
        Arrays.fill(groups, base + words, base + stride, 0);
        for (int minimum : minima) {
            groups[base + words + minimum] = column(batch, minimum)[row];
        }
        for (int maximum : maxima) {
            groups[base + words + maximum] = column(batch, maximum)[row];
        }
        return base;
    }

    private void addSums(long[] column, int rows, int offset) {
        int[] bases = batchBases;
        long[] all = groups;
        // Overflow is two numbers of one sign with a sum of the other; it is checked once, so that the loop has no
        // exit.
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

    /** Makes room for as many new groups as there are rows, so that groups don't move while their bases are in use. */
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

    public void clear() {
        Arrays.fill(table, 0);
        size = 0;
    }

    /** Spills all groups in the order of their keys, and clears the table. */
    public void spill(SpillWriter spills) throws IOException {
        for (int group : GroupOrder.of(groups, size, layout)) {
            spills.add(groups, group * stride);
        }
        spills.endSorted();
        clear();
    }

    /** Copies the value of a key for consecutive groups. */
    public void readKey(int key, int from, int count, long[] values) {
        for (int row = 0; row < count; row++) {
            values[row] = layout.key(key, groups, (from + row) * stride);
        }
    }

    /** Copies the value of an aggregate for consecutive groups. */
    public void readAggregate(int aggregate, int from, int count, long[] values) {
        for (int row = 0; row < count; row++) {
            values[row] = groups[(from + row) * stride + words + aggregate];
        }
    }
}
