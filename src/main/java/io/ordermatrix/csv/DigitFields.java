package io.ordermatrix.csv;

import java.util.Arrays;

/**
 * Fields that should hold digits alone, so few that each number surely is in the range of its column. {@link RowBlock#areDigits} tells
 * whether they do in all rows of a block.
 */
public final class DigitFields {
    /** The most fields of a block for which {@link #bits} has a bit. */
    static final int MOST_ENTRIES = FieldIndex.STEP;

    /** How many of {@link #mostDigits} are tested at once. */
    static final int LANES = 16;

    /** As many as {@link PlainIntegers#readShort} reads. */
    private static final int MOST_DIGITS = Long.BYTES;

    /** The digits of the largest {@code long}; no number with as many is too large if it does not begin with a 9. */
    static final int LONG_DIGITS = 19;

    /** Far more than a row has bytes, and so few that nothing overflows. */
    private static final int ANY_LENGTH = 1 << 30;

    private final int columns;
    /** A bit for each field of consecutive rows, the first in the lowest bit of the first byte: whether it is one of these. */
    private final byte[] bits = new byte[MOST_ENTRIES / Byte.SIZE + Long.BYTES];
    /** By field of a row; the length is a multiple of {@link #LANES}. */
    private final int[] mostDigits;

    private int[] longs = {};

    /**
     * None yet.
     *
     * @param columns how many fields a row has
     */
    public DigitFields(int columns) {
        this.columns = columns;
        mostDigits = new int[(columns + LANES - 1) / LANES * LANES];
        Arrays.fill(mostDigits, ANY_LENGTH);
    }

    /** Adds a field of up to nineteen digits that is a {@code long}. */
    public void addLong(int field) {
        add(field, LONG_DIGITS);
        longs = Arrays.copyOf(longs, longs.length + 1);
        longs[longs.length - 1] = field;
    }

    /**
     * Adds a field of up to eight digits.
     *
     * @param largest the largest number that its column holds
     */
    public void addShort(int field, long largest) {
        add(field, Math.min(MOST_DIGITS, Long.toString(largest).length() - 1));
    }

    private void add(int field, int digits) {
        mostDigits[field] = digits;
        for (int entry = field; entry < MOST_ENTRIES; entry += columns) {
            bits[entry / Byte.SIZE] |= (byte) (1 << (entry % Byte.SIZE));
        }
    }

    int columns() {
        return columns;
    }

    byte[] bits() {
        return bits;
    }

    int[] mostDigits() {
        return mostDigits;
    }

    /** The fields of a row that are longs. */
    int[] longs() {
        return longs;
    }
}
