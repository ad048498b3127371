package io.ordermatrix.group;

import java.util.Arrays;

/**
 * The text of a block of groups, group by group. In a file a value that stands for text is its length; where it begins follows
 * from the lengths before.
 */
final class BlockText {
    /** A block that has more text ends before it has all the groups that it could. */
    private static final int FULL_BYTES = 1 << 20;

    private final int[] columns;
    private byte[] bytes = {};
    private int size;

    /**
     * @param columns of the groups that stand for text, in order
     */
    BlockText(int[] columns) {
        this.columns = columns.clone();
    }

    boolean isFull() {
        return size >= FULL_BYTES;
    }

    /** Copies the text of groups, and puts its lengths in the place of its positions. */
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

    /** Writes all text into other bytes, which are returned, larger ones if they have no room. */
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

    /** Puts positions in the place of lengths. */
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
