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

    private final DataType[] types;
    private final int keys;
    private final int[] keyWords;
    private final int[] keyShifts;
    private final int[] keyWidths;
    private final int words;

    /**
     * @param schema whole numbers only
     * @param keys how many of its first columns are the group's, the first one the most significant
     */
    GroupLayout(StructType schema, int keys) {
        this.keys = keys;
        types = new DataType[schema.fields().length];
        for (int at = 0; at < types.length; at++) {
            types[at] = schema.fields()[at].dataType();
        }
        keyWords = new int[keys];
        keyShifts = new int[keys];
        keyWidths = new int[keys];
        int word = 0;
        int free = Long.SIZE;
        for (int key = 0; key < keys; key++) {
            int width = width(types[key]);
            if (width > free) {
                word++;
                free = Long.SIZE;
            }
            free -= width;
            keyWords[key] = word;
            keyShifts[key] = free;
            keyWidths[key] = width;
        }
        words = word + 1;
    }

    private static int width(DataType type) {
        return type instanceof LongType
                ? Long.SIZE
                : type instanceof IntegerType || type instanceof DateType
                        ? Integer.SIZE
                        : type instanceof ShortType ? Short.SIZE : Byte.SIZE;
    }

    /** Longs that the keys take. */
    int words() {
        return words;
    }

    int values() {
        return types.length - keys;
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
            long unsigned = value(row, key) ^ (1L << (keyWidths[key] - 1));
            group[keyWords[key]] |= (unsigned & (-1L >>> (Long.SIZE - keyWidths[key]))) << keyShifts[key];
        }
        for (int at = keys; at < types.length; at++) {
            group[words + at - keys] = value(row, at);
        }
    }

    private long value(InternalRow row, int at) {
        DataType type = types[at];
        if (type instanceof LongType) {
            return row.getLong(at);
        } else if (type instanceof IntegerType || type instanceof DateType) {
            return row.getInt(at);
        } else if (type instanceof ShortType) {
            return row.getShort(at);
        } else if (type instanceof ByteType) {
            return row.getByte(at);
        }
        throw new IllegalArgumentException("A group is of whole numbers, not of " + type);
    }

    /** Writes a group into a row of Spark's columns. */
    void write(long[] group, WritableColumnVector[] columns, int row) {
        for (int key = 0; key < keys; key++) {
            long unsigned = group[keyWords[key]] << (Long.SIZE - keyWidths[key] - keyShifts[key]);
            put(columns[key], row, (unsigned ^ Long.MIN_VALUE) >> (Long.SIZE - keyWidths[key]));
        }
        for (int at = keys; at < types.length; at++) {
            put(columns[at], row, group[words + at - keys]);
        }
    }

    private static void put(WritableColumnVector column, int row, long value) {
        DataType type = column.dataType();
        if (type instanceof LongType) {
            column.putLong(row, value);
        } else if (type instanceof IntegerType || type instanceof DateType) {
            column.putInt(row, (int) value);
        } else if (type instanceof ShortType) {
            column.putShort(row, (short) value);
        } else {
            column.putByte(row, (byte) value);
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
