package io.ordermatrix.group;

import java.util.Arrays;

/**
 * The text of a block of groups, group by group. In a file, a text value is stored as its length; its position follows
 * from the lengths before it.
 */
final class BlockText {
    /** A block with more text than this ends early. */
    private static final int FULL_BYTES = 1 << 20;

    private final int[] columns;
    private byte[] bytes = {};
    private int size;

    /**
     * @param columns the columns of groups that hold text, in order
     */
    BlockText(int[] columns) {
        this.columns = columns.clone();
    }

    boolean isFull() {
        return size >= FULL_BYTES;
    }

    /** Copies the text of groups, and replaces its positions by its lengths. */
    void add(long[][] groups, int from, int count, byte[] text, long[][] block, int at) {
        for (int group = 0; group < count; group++) {
            for (int column : columns) {
                long position = groups[column][from + group];
                int length = (int) position;
                append(text, (int) (position >>> Integer.SIZE), length);
                block[column][at + group] = length;
            }
        }
    }

    private void append(byte[] text, int start, int length) {
        if (size + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + length, 2 * bytes.length));
        }
        System.arraycopy(text, start, bytes, size, length);
        size += length;
    }

    /** Copies all text to the target, or to a larger copy of it if it has no room, and returns that. */
    byte[] copyTo(byte[] target, int at) {
        byte[] room = size <= target.length - at ? target : Arrays.copyOf(target, at + size);
        System.arraycopy(bytes, 0, room, at, size);
        return room;
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    /** Replaces lengths by positions. */
    void locate(long[][] groups, int count, int firstByte) {
        long start = firstByte;
        for (int group = 0; group < count; group++) {
            for (int column : columns) {
                long length = groups[column][group];
                groups[column][group] = start << Integer.SIZE | length;
                start += length;
            }
        }
    }

    boolean isThere() {
        return columns.length > 0;
    }
}
