package io.ordermatrix.scan;

import java.util.Arrays;

/**
 * Order events, column by column; {@link OrderSlots} says which column is which. Reused for many batches. "Other"
 * columns are optional columns, which have no fixed slot.
 */
public final class RowBatch {
    /** The most rows of a batch: its columns stay in the second-level cache. */
    public static final int CAPACITY = 1024;

    private final long[][] columns;
    private final int others;
    /** The row of the block that each row was read from. */
    private final int[] blockRows = new int[CAPACITY];

    private int size;

    /** Holds the text of other columns. */
    private byte[] text = {};

    public RowBatch() {
        this(0);
    }

    /**
     * @param others the number of other columns
     */
    public RowBatch(int others) {
        this.others = others;
        columns = new long[OrderSlots.COUNT + others + nullWords(others)][CAPACITY];
        Arrays.fill(columns[OrderSlots.ONE], 1);
    }

    /** How many longs per row say which of its other columns are null. */
    public static int nullWords(int others) {
        return (others + Long.SIZE - 1) / Long.SIZE;
    }

    /** The slot of another column. */
    public static int otherSlot(int other) {
        return OrderSlots.COUNT + other;
    }

    /** The slot of the bits that say which of 64 other columns are null. */
    public static int nullSlot(int others, int word) {
        return OrderSlots.COUNT + others + word;
    }

    /**
     * The values of another column. A text value has the position in {@link #text} in its upper half, and the length in
     * its lower half.
     */
    public long[] other(int other) {
        return columns[otherSlot(other)];
    }

    /** Whether another column is null in a row. */
    public boolean isNull(int other, int row) {
        return (columns[nullSlot(others, other / Long.SIZE)][row] >>> other & 1) != 0;
    }

    /** The bytes that hold the text of other columns, in UTF-8. */
    public byte[] text() {
        return text;
    }

    /** Marks no values of other columns as null. */
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

    /** The values of a slot; those from {@link #size()} on are meaningless. */
    public long[] column(int slot) {
        return columns[slot];
    }

    /** For each row, the row of the block that it was read from. */
    public int[] blockRows() {
        return blockRows;
    }

    /** Keeps only some rows, given by their indexes in ascending order, and only the values of some slots. */
    public void keep(int[] rows, int count, int[] slots) {
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
