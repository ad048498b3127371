package io.ordermatrix.group;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A column of longs in few bytes: the first, then what changes from each to the next, little-endian. Rows come in runs of {@value #RUN},
 * each of which begins with a byte that says how many bytes each of its changes has: as many as the largest needs. Then come the
 * changes, with the sign in the lowest bit. Unless all rows of a run change, a long before them says which do. No step depends on the
 * size of a single number, so that neither writing nor reading waits for it.
 */
final class PackedLongs {
    private static final int RUN = Long.SIZE;
    /** The bit of a run's first byte that says that only some of its rows change. */
    private static final int SOME = 0x10;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** How many bytes after a column are touched, though not changed for good. */
    static final int SLACK = Long.BYTES;

    private PackedLongs() {}

    /** The most bytes that a column of this many numbers takes. */
    static int mostBytes(int count) {
        return Long.BYTES + count * Long.BYTES + (count + RUN - 1) / RUN;
    }

    /**
     * Writes a column into bytes that have room for {@link #mostBytes} and {@link #SLACK}.
     *
     * @param count of the numbers, at least 1
     * @return the position after it
     */
    static int write(long[] column, int count, byte[] bytes, int start) {
        long[] changes = new long[RUN];
        long above = column[0];
        LONGS.set(bytes, start, above);
        int at = start + Long.BYTES;
        for (int from = 0; from < count; from += RUN) {
            int size = Math.min(RUN, count - from);
            long changed = changed(column, from, size, above);
            int changeCount = Long.bitCount(changed);
            if (changeCount == size) {
                long bits = allChanges(column, from, size, above, changes);
                int width = width(bits);
                bytes[at] = (byte) width;
                at = writeChanges(changes, size, width, bytes, at + 1);
            } else if (changeCount > 0) {
                long bits = someChanges(column, from, changed, above, changes);
                int width = width(bits);
                bytes[at] = (byte) (width | SOME);
                LONGS.set(bytes, at + 1, changed);
                at = writeChanges(changes, changeCount, width, bytes, at + 1 + Long.BYTES);
            } else {
                bytes[at++] = 0;
            }
            above = column[from + size - 1];
        }
        return at;
    }

    /** Which rows of a run differ from the one above, as bits. */
    private static long changed(long[] column, int from, int size, long above) {
        long changed = 0;
        long last = above;
        for (int row = 0; row < size; row++) {
            long value = column[from + row];
            changed |= (value != last ? 1L : 0L) << row;
            last = value;
        }
        return changed;
    }

    /** Takes the changes of all rows of a run, and returns all bits that any of them has. */
    private static long allChanges(long[] column, int from, int size, long above, long[] changes) {
        changes[0] = packed(column[from] - above);
        long bits = changes[0];
        for (int row = 1; row < size; row++) {
            long change = packed(column[from + row] - column[from + row - 1]);
            changes[row] = change;
            bits |= change;
        }
        return bits;
    }

    /** Takes the changes of those rows of a run that change, and returns all bits that any of them has. */
    private static long someChanges(long[] column, int from, long changed, long above, long[] changes) {
        long bits = 0;
        long last = above;
        int count = 0;
        for (long left = changed; left != 0; left &= left - 1) {
            long value = column[from + Long.numberOfTrailingZeros(left)];
            long change = packed(value - last);
            last = value;
            changes[count++] = change;
            bits |= change;
        }
        return bits;
    }

    /** A number with its sign in the lowest bit. */
    private static long packed(long number) {
        return (number << 1) ^ (number >> (Long.SIZE - 1));
    }

    /** The bytes that a number with these bits takes. */
    private static int width(long bits) {
        return (Long.SIZE + Byte.SIZE - 1 - Long.numberOfLeadingZeros(bits)) / Byte.SIZE;
    }

    private static int writeChanges(long[] changes, int count, int width, byte[] bytes, int start) {
        int at = start;
        for (int each = 0; each < count; each++) {
            LONGS.set(bytes, at, changes[each]);
            at += width;
        }
        return at;
    }

    /**
     * Reads a column from bytes that have {@link #SLACK} after it.
     *
     * @param count of the numbers, at least 1
     * @return the position after it
     */
    static int read(byte[] bytes, int start, long[] column, int count) {
        // The number before the first change, then those after each.
        long[] values = new long[RUN + 1];
        values[0] = (long) LONGS.get(bytes, start);
        int at = start + Long.BYTES;
        for (int from = 0; from < count; from += RUN) {
            int to = Math.min(count, from + RUN);
            int width = bytes[at++];
            if (width == 0) {
                Arrays.fill(column, from, to, values[0]);
            } else if ((width & SOME) == 0) {
                at = readChanges(bytes, at, width, values, to - from);
                System.arraycopy(values, 1, column, from, to - from);
                values[0] = values[to - from];
            } else {
                long changed = (long) LONGS.get(bytes, at);
                int changeCount = Long.bitCount(changed);
                at = readChanges(bytes, at + Long.BYTES, width ^ SOME, values, changeCount);
                spread(values, changed, column, from, to);
                values[0] = values[changeCount];
            }
        }
        return at;
    }

    /** Adds changes, one after the other, to the first of some values, which gives those that follow it. */
    private static int readChanges(byte[] bytes, int start, int width, long[] values, int count) {
        long mask = -1L >>> (Long.SIZE - Byte.SIZE * width);
        long value = values[0];
        int at = start;
        for (int each = 1; each <= count; each++) {
            long packed = (long) LONGS.get(bytes, at) & mask;
            value += (packed >>> 1) ^ -(packed & 1);
            values[each] = value;
            at += width;
        }
        return at;
    }

    /** Gives each row of a run its value: the next one if it changes, else that of the row above. */
    private static void spread(long[] values, long changed, long[] column, int from, int to) {
        long left = changed;
        int value = 0;
        for (int row = from; row < to; row++) {
            value += (int) (left & 1);
            left >>>= 1;
            column[row] = values[value];
        }
    }
}
