package io.ordermatrix.merge;

import java.io.Serializable;
import java.util.Arrays;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StructType;

/**
 * How a group is a run of longs: its keys packed into words that compare, unsigned and one after the other, as the keys do,
 * then its values.
 */
final class GroupLayout implements Serializable {
    private static final long serialVersionUID = 1;

    /** Of all columns, bits. */
    private final int[] widths;

    private final int keys;
    private final int[] keyWords;
    private final int[] keyShifts;
    private final int words;

    /**
     * @param schema whole numbers only
     * @param keys how many of its first columns are the group's, the first one the most significant
     */
    GroupLayout(StructType schema, int keys) {
        this.keys = keys;
        widths = Arrays.stream(schema.fields())
                .mapToInt(field -> width(field.dataType()))
                .toArray();
        keyWords = new int[keys];
        keyShifts = new int[keys];
        int word = 0;
        int free = Long.SIZE;
        for (int key = 0; key < keys; key++) {
            if (widths[key] > free) {
                word++;
                free = Long.SIZE;
            }
            free -= widths[key];
            keyWords[key] = word;
            keyShifts[key] = free;
        }
        words = word + 1;
    }

    private static int width(DataType type) {
        if (type instanceof LongType) {
            return Long.SIZE;
        } else if (type instanceof IntegerType || type instanceof DateType) {
            return Integer.SIZE;
        } else if (type instanceof ShortType) {
            return Short.SIZE;
        } else if (type instanceof ByteType) {
            return Byte.SIZE;
        }
        throw new IllegalArgumentException("A group is of whole numbers, not of " + type);
    }

    /** Longs that the keys take. */
    int words() {
        return words;
    }

    int values() {
        return widths.length - keys;
    }

    /** Longs that a group takes. */
    int stride() {
        return words + values();
    }

    /** Takes a row as a group. */
    void read(InternalRow row, long[] group) {
        Arrays.fill(group, 0, words, 0);
        for (int key = 0; key < keys; key++) {
            // With its sign turned over, a number compares unsigned as it did signed.
            long unsigned = value(row, key) ^ (1L << (widths[key] - 1));
            group[keyWords[key]] |= (unsigned & (-1L >>> (Long.SIZE - widths[key]))) << keyShifts[key];
        }
        for (int at = keys; at < widths.length; at++) {
            group[words + at - keys] = value(row, at);
        }
    }

    private long value(InternalRow row, int at) {
        return switch (widths[at]) {
            case Long.SIZE -> row.getLong(at);
            case Integer.SIZE -> row.getInt(at);
            case Short.SIZE -> row.getShort(at);
            default -> row.getByte(at);
        };
    }

    /** Writes a group into a row of Spark's columns. */
    void write(long[] group, WritableColumnVector[] columns, int row) {
        for (int key = 0; key < keys; key++) {
            long unsigned = group[keyWords[key]] << (Long.SIZE - widths[key] - keyShifts[key]);
            put(columns[key], key, row, (unsigned ^ Long.MIN_VALUE) >> (Long.SIZE - widths[key]));
        }
        for (int at = keys; at < widths.length; at++) {
            put(columns[at], at, row, group[words + at - keys]);
        }
    }

    private void put(WritableColumnVector column, int at, int row, long value) {
        switch (widths[at]) {
            case Long.SIZE -> column.putLong(row, value);
            case Integer.SIZE -> column.putInt(row, (int) value);
            case Short.SIZE -> column.putShort(row, (short) value);
            default -> column.putByte(row, (byte) value);
        }
    }

    /** Compares two keys; groups begin with theirs. */
    int compare(long[] first, long[] second) {
        for (int word = 0; word < words; word++) {
            int order = Long.compareUnsigned(first[word], second[word]);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
