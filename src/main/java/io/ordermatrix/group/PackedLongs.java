package io.ordermatrix.group;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A column of longs in few bytes: the difference of each from the one above it, with the sign in the lowest bit, little-endian.
 * Differences come in runs of {@value #RUN}, each of which begins with a byte that says how many bytes each of its differences
 * has: as many as the largest needs. No step depends on the size of a single number, so that neither writing nor reading waits for it.
 */
final class PackedLongs {
    private static final int RUN = 64;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** How many bytes after a column are touched, though not changed for good. */
    static final int SLACK = Long.BYTES;

    private PackedLongs() {}

    /** The most bytes that a column of this many numbers takes. */
    static int mostBytes(int count) {
        return count * Long.BYTES + (count + RUN - 1) / RUN;
    }

    /**
     * Writes a column into bytes that have room for {@link #mostBytes} and {@link #SLACK}.
     *
     * @return the position after it
     */
    static int write(long[] column, int count, byte[] bytes, int start) {
        long[] differences = new long[RUN];
        long above = 0;
        int at = start;
        for (int from = 0; from < count; from += RUN) {
            int size = Math.min(RUN, count - from);
            long bits = differences(column, from, size, above, differences);
            above = column[from + size - 1];
            int width = (Long.SIZE + Byte.SIZE - 1 - Long.numberOfLeadingZeros(bits)) / Byte.SIZE;
            bytes[at++] = (byte) width;
            if (width > 0) {
                for (int row = 0; row < size; row++) {
                    LONGS.set(bytes, at, differences[row]);
                    at += width;
                }
            }
        }
        return at;
    }

    /** Takes the differences of a run, and returns all bits that any of them has. */
    private static long differences(long[] column, int from, int size, long above, long[] differences) {
        long first = column[from] - above;
        differences[0] = (first << 1) ^ (first >> (Long.SIZE - 1));
        long bits = differences[0];
        for (int row = 1; row < size; row++) {
            long difference = column[from + row] - column[from + row - 1];
            long packed = (difference << 1) ^ (difference >> (Long.SIZE - 1));
            differences[row] = packed;
            bits |= packed;
        }
        return bits;
    }

    /**
     * Reads a column from bytes that have {@link #SLACK} after it.
     *
     * @return the position after it
     */
    static int read(byte[] bytes, int start, long[] column, int count) {
        long above = 0;
        int at = start;
        for (int from = 0; from < count; from += RUN) {
            int to = Math.min(count, from + RUN);
            int width = bytes[at++];
            if (width == 0) {
                Arrays.fill(column, from, to, above);
            } else {
                long mask = -1L >>> (Long.SIZE - Byte.SIZE * width);
                for (int row = from; row < to; row++) {
                    long packed = (long) LONGS.get(bytes, at) & mask;
                    above += (packed >>> 1) ^ -(packed & 1);
                    column[row] = above;
                    at += width;
                }
            }
        }
        return at;
    }
}
