package io.ordermatrix.scan;

import java.util.Arrays;

/** Order events, column by column; {@link OrderSlots} says which column is which. Made once and filled again and again. */
public final class RowBatch {
    /** The most rows of a batch: its columns stay in the second-level cache. */
    public static final int CAPACITY = 1024;

    private final long[][] columns;
    private final int others;
    /** Where in its block each row is. */
    private final int[] blockRows = new int[CAPACITY];

    private int size;

    /** Where the text of other columns is. */
    private byte[] text = {};

    public RowBatch() {
        this(0);
    }

    /**
     * @param others how many columns it has that have no slot of their own
     */
    public RowBatch(int others) {
        this.others = others;
        columns = new long[OrderSlots.COUNT + others + nullWords(others)][CAPACITY];
        Arrays.fill(columns[OrderSlots.ONE], 1);
    }

    /** How many longs say which of the other columns of a row are null. */
    public static int nullWords(int others) {
        return (others + Long.SIZE - 1) / Long.SIZE;
    }

    /** The slot of another column. */
    public static int otherSlot(int other) {
        return OrderSlots.COUNT + other;
    }

    /** The slot of bits, one for each of 64 other columns, that say which of them are null. */
    public static int nullSlot(int others, int word) {
        return OrderSlots.COUNT + others + word;
    }

    /** The values of another column. That of text is where it begins in {@link #text}, and in the lower half its length. */
    public long[] other(int other) {
        return columns[otherSlot(other)];
    }

    /** Whether another column is null in a row. */
    public boolean isNull(int other, int row) {
        return (columns[nullSlot(others, other / Long.SIZE)][row] >>> other & 1) != 0;
    }

    /** Where the text of other columns is, bytes of UTF-8. */
    public byte[] text() {
        return text;
    }

    /** Forgets the values of other columns. */
    public void clearOthers() {
        for (int word = 0; word < nullWords(others); word++) {
            Arrays.fill(columns[nullSlot(others, word)], 0);
        }
    }

    public void setText(byte[] bytes) {
        text = bytes;
    }

    public void putNull(int other, int row) {
        columns[otherSlot(other)][row] = 0;
        columns[nullSlot(others, other / Long.SIZE)][row] |= 1L << other;
    }

    /** Puts text that begins at a byte of {@link #text}. */
    public void putText(int other, int row, int start, int length) {
        columns[otherSlot(other)][row] = (long) start << Integer.SIZE | length;
    }

    public int size() {
        return size;
    }

    public void setSize(int rows) {
        size = rows;
    }

    /** The values of a slot; those from {@link #size()} on mean nothing. */
    public long[] column(int slot) {
        return columns[slot];
    }

    /** For each row, which row of the block it was read from. */
    public int[] blockRows() {
        return blockRows;
    }

    /** Keeps only some rows, given by their indexes in ascending order, and only the values of some slots. */
    void keep(int[] rows, int count, int[] slots) {
        if (count < size) {
            compact(blockRows, rows, count);
            for (int slot : slots) {
                compact(columns[slot], rows, count);
            }
            size = count;
        }
    }

    private static void compact(long[] column, int[] rows, int count) {
        for (int at = 0; at < count; at++) {
            column[at] = column[rows[at]];
        }
    }

    private static void compact(int[] column, int[] rows, int count) {
        for (int at = 0; at < count; at++) {
            column[at] = column[rows[at]];
        }
    }
}
