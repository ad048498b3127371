package io.ordermatrix.group;

import io.ordermatrix.order.ColumnType;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.scan.OrderSlots;
import io.ordermatrix.scan.RowBatch;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * How a group is a run of longs, in tables and in spills alike: its key in as few words as its columns' widths allow, which
 * compare, unsigned and word by word, as the keys do, then its values.
 */
public final class GroupLayout implements Serializable {
    private static final long serialVersionUID = 1;

    private final int[] slots;
    private final int[] widths;
    private final int[] keyWords;
    private final int[] keyShifts;
    /** For each word the sign bits of its keys: with its sign turned, a number compares unsigned as it did signed. */
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
     * @param texts which of these values stand for text, see {@link SortedGroups#text}
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

    /** Longs of a key; one at least. */
    public int words() {
        return signs.length;
    }

    /** The longs of a group that stand for text. */
    int[] textColumns() {
        return Arrays.stream(texts).map(text -> signs.length + text).toArray();
    }

    /** Longs of a group. */
    public int stride() {
        return signs.length + values;
    }

    /**
     * Packs the keys of a batch.
     *
     * @param packed for each word, the rows' values of it
     */
    public void pack(RowBatch batch, long[][] packed) {
        int rows = batch.size();
        for (int word = 0; word < packed.length; word++) {
            Arrays.fill(packed[word], 0, rows, signs[word]);
        }
        for (int key = 0; key < slots.length; key++) {
            long[] word = packed[keyWords[key]];
            long[] column = batch.column(slots[key]);
            int shift = keyShifts[key];
            long mask = -1L >>> (Long.SIZE - widths[key]);
            for (int row = 0; row < rows; row++) {
                word[row] ^= (column[row] & mask) << shift;
            }
        }
    }

    /**
     * A key's value.
     *
     * @param key its index among the keys
     * @param packed the word of the group that holds it
     */
    private long unpack(int key, long packed) {
        long signed = packed ^ signs[keyWords[key]];
        return signed << (Long.SIZE - widths[key] - keyShifts[key]) >> (Long.SIZE - widths[key]);
    }

    /**
     * A key's value.
     *
     * @param key its index among the keys
     * @param group holds the group, from a base on
     */
    long key(int key, long[] group, int base) {
        return unpack(key, group[base + keyWords[key]]);
    }

    /**
     * A key's value in each of some groups.
     *
     * @param key its index among the keys
     * @param columns hold the groups, see {@link SortedGroups#columns}
     */
    public void unpack(int key, long[][] columns, int from, int to, long[] values) {
        long[] word = columns[keyWords[key]];
        for (int group = from; group < to; group++) {
            values[group - from] = unpack(key, word[group]);
        }
    }

    /** A key's value in one of some groups. */
    public long key(int key, long[][] columns, int group) {
        return unpack(key, columns[keyWords[key]][group]);
    }

    /** The value of the first key, of which the first word is given. */
    long firstKey(long word) {
        return unpack(0, word);
    }

    /** Whether two groups, of which the first words are given, have the same value of the first key. */
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
