package io.ordermatrix.group;

import io.ordermatrix.order.ColumnType;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.scan.OrderSlots;
import io.ordermatrix.scan.RowBatch;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * How a group is laid out as longs, both in tables and in spills: its key, packed into as few words as its columns'
 * widths allow, then its values. Comparing packed keys word by word, unsigned, orders them as their columns would.
 */
public final class GroupLayout implements Serializable {
    private static final long serialVersionUID = 1;

    private final int[] slots;
    private final int[] widths;
    private final int[] keyWords;
    private final int[] keyShifts;
    /**
     * For each word, the sign bits of its keys: with its sign bit flipped, a number compares unsigned as it did signed.
     */
    private final long[] signs;

    private final int values;
    private final int[] texts;

    /**
     * @param keys whole numbers, the most significant first
     * @param values how many longs follow the key
     */
    public GroupLayout(List<OrderColumn> keys, int values) {
        this(keys, values, new int[0]);
    }

    /**
     * @param keys whole numbers, the most significant first
     * @param values how many longs follow the key
     * @param texts which of these values refer to text, see {@link SortedGroups#text}
     */
    public GroupLayout(List<OrderColumn> keys, int values, int[] texts) {
        this.values = values;
        this.texts = texts.clone();
        int count = keys.size();
        slots = keys.stream().mapToInt(OrderSlots::of).toArray();
        widths = keys.stream().mapToInt(key -> width(key.type())).toArray();
        keyWords = new int[count];
        keyShifts = new int[count];
        int word = 0;
        int free = Long.SIZE;
        for (int key = 0; key < count; key++) {
            if (widths[key] > free) {
                word++;
                free = Long.SIZE;
            }
            free -= widths[key];
            keyWords[key] = word;
            keyShifts[key] = free;
        }
        signs = new long[word + 1];
        for (int key = 0; key < count; key++) {
            signs[keyWords[key]] |= 1L << (keyShifts[key] + widths[key] - 1);
        }
    }

    private static int width(ColumnType type) {
        return switch (type) {
            case TINYINT -> Byte.SIZE;
            case SMALLINT -> Short.SIZE;
            case INT, DATE -> Integer.SIZE;
            case BIGINT -> Long.SIZE;
            case STRING -> throw new IllegalArgumentException("Text can't be a key");
        };
    }

    /** The number of longs of a key, at least one. */
    public int words() {
        return signs.length;
    }

    /** The longs of a group that refer to text. */
    int[] textColumns() {
        return Arrays.stream(texts).map(text -> signs.length + text).toArray();
    }

    /** The number of longs of a group. */
    public int stride() {
        return signs.length + values;
    }

    /**
     * Packs the keys of a batch.
     *
     * @param packed receives the packed keys: for each word, one entry per row
     */
    public void pack(RowBatch batch, long[][] packed) {
        long[][] keys = new long[slots.length][];
        for (int key = 0; key < slots.length; key++) {
            keys[key] = batch.column(slots[key]);
        }
        pack(keys, batch.size(), packed);
    }

    /**
     * Packs keys.
     *
     * @param keys for each key, an array with one entry per row
     * @param packed receives the packed keys: for each word, one entry per row
     */
    public void pack(long[][] keys, int rows, long[][] packed) {
        for (int word = 0; word < packed.length; word++) {
            Arrays.fill(packed[word], 0, rows, signs[word]);
        }
        for (int key = 0; key < slots.length; key++) {
            long[] word = packed[keyWords[key]];
            long[] column = keys[key];
            int shift = keyShifts[key];
            long mask = -1L >>> (Long.SIZE - widths[key]);
            for (int row = 0; row < rows; row++) {
                word[row] ^= (column[row] & mask) << shift;
            }
        }
    }

    /**
     * The value of a key.
     *
     * @param key its index among the keys
     * @param packed the word of the group that holds it
     */
    private long unpack(int key, long packed) {
        long signed = packed ^ signs[keyWords[key]];
        return signed << (Long.SIZE - widths[key] - keyShifts[key]) >> (Long.SIZE - widths[key]);
    }

    /**
     * The value of a key.
     *
     * @param key its index among the keys
     * @param group holds the group, starting at the base
     */
    long key(int key, long[] group, int base) {
        return unpack(key, group[base + keyWords[key]]);
    }

    /**
     * The value of a key in each of several groups.
     *
     * @param key its index among the keys
     * @param columns the groups, see {@link SortedGroups#columns}
     */
    public void unpack(int key, long[][] columns, int from, int to, long[] values) {
        long[] word = columns[keyWords[key]];
        for (int group = from; group < to; group++) {
            values[group - from] = unpack(key, word[group]);
        }
    }

    /** The value of a key in one of several groups. */
    public long key(int key, long[][] columns, int group) {
        return unpack(key, columns[keyWords[key]][group]);
    }

    /** The value of the first key, given the first word of a group. */
    long firstKey(long word) {
        return unpack(0, word);
    }

    /** Whether two groups, given by their first words, have the same value of the first key. */
    boolean sameFirstKey(long word, long other) {
        return keyShifts.length == 0 || word >>> keyShifts[0] == other >>> keyShifts[0];
    }

    /** Compares the keys of two groups in columns. */
    int compare(long[][] columns, int group, long[][] otherColumns, int otherGroup) {
        for (int word = 0; word < signs.length; word++) {
            int order = Long.compareUnsigned(columns[word][group], otherColumns[word][otherGroup]);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** Compares two packed keys. */
    int compare(long[] first, long[] second) {
        for (int word = 0; word < signs.length; word++) {
            int order = Long.compareUnsigned(first[word], second[word]);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
