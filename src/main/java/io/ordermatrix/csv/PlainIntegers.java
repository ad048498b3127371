package io.ordermatrix.csv;

/**
 * Parses the integers of one column of many rows, as long as they are plain: up to eight digits, or seventeen to
 * nineteen. A parse stops before the first field that is not plain; {@link Numbers} reads any field.
 *
 * <p>This class is ugly for speed. It does not parse and check one field at a time. First it fetches the bytes of all
 * fields as words of eight; then it turns the words into numbers, whatever they hold, in loops without a branch or a
 * call, which the compiler vectorizes; only if some field was not plain does it look for that field.
 *
 * <p>Not for use by several threads at once.
 */
public final class PlainIntegers {
    private static final int WORD = Long.BYTES;
    private static final int SHORTEST_LONG = 2 * WORD + 1;
    private static final int LONGEST_LONG = 19;

    /**
     * A mask of the bytes of a word that belong to the field ending with it, indexed by the lowest four bits of the
     * field's length. The array has a fixed length, so that an access needs no bounds check.
     */
    private static final long[] LAST_BYTES = lastBytes();

    private static final int LENGTHS = 15;

    private final long[] middles;
    private final long[] highs;

    /**
     * @param capacity the most rows per call
     */
    public PlainIntegers(int capacity) {
        middles = new long[capacity];
        highs = new long[capacity];
    }

    private static long[] lastBytes() {
        long[] masks = new long[LENGTHS + 1];
        for (int length = 1; length <= WORD; length++) {
            masks[length] = -1L << (Long.SIZE - Byte.SIZE * length);
        }
        return masks;
    }

    /**
     * Parses fields of one to eight digits.
     *
     * @param rows numbers of plain rows of the block
     * @param count how many of them
     * @param field which field of each row
     * @param numbers receives the results; from the returned count on, only those of fields that are {@link #isShort} mean
     *     anything
     * @return how many fields were parsed: those before the first one that is not one to eight digits
     */
    public int parseShort(RowBlock block, int[] rows, int count, int field, long[] numbers) {
        byte[] bytes = block.bytes();
        int[] ends = block.ends();
        int otherLength = 0;
        for (int row = 0; row < count; row++) {
            int at = block.first(rows[row]) + field;
            int end = ends[at];
            int length = end - ends[at - 1] - 1;
            otherLength |= (length - 1) & -WORD;
            numbers[row] = Digits.word(bytes, end - WORD) & LAST_BYTES[length & LENGTHS];
        }
        return (parseEight(numbers, count) | otherLength) == 0 ? count : firstOther(block, rows, count, field, 1, WORD);
    }

    /** Whether a field of a plain row has one to eight digits and nothing else. */
    public static boolean isShort(RowBlock block, int row, int field) {
        int at = block.first(row) + field;
        int end = block.ends()[at];
        int length = end - block.ends()[at - 1] - 1;
        long word = Digits.word(block.bytes(), end - WORD) & LAST_BYTES[length & LENGTHS];
        return ((length - 1) & -WORD) == 0 && Digits.aboveNine(word) == 0;
    }

    /**
     * Parses fields of seventeen to nineteen digits.
     *
     * @param rows numbers of plain rows of the block
     * @param count how many of them
     * @param field which field of each row
     * @param numbers receives the results; entries from the returned count on mean nothing
     * @return how many fields were parsed: those before the first one that is not seventeen to nineteen digits, or
     *     overflows a {@code long}
     */
    public int parseLong(RowBlock block, int[] rows, int count, int field, long[] numbers) {
        byte[] bytes = block.bytes();
        int[] ends = block.ends();
        long[] middle = middles;
        long[] high = highs;
        int otherLength = 0;
        for (int row = 0; row < count; row++) {
            int at = block.first(rows[row]) + field;
            int end = ends[at];
            int length = end - ends[at - 1] - 1;
            // Negative if the field is shorter or longer.
            otherLength |= (length - SHORTEST_LONG) | (LONGEST_LONG - length);
            numbers[row] = Digits.word(bytes, end - WORD);
            middle[row] = Digits.word(bytes, end - 2 * WORD);
            high[row] = Digits.word(bytes, end - 3 * WORD) & LAST_BYTES[length & LENGTHS];
        }
        long aboveNine = parseEight(numbers, count) | parseEight(middle, count) | parseEight(high, count);
        long signs = 0;
        for (int row = 0; row < count; row++) {
            long number = high[row] * 1_0000_0000_0000_0000L + middle[row] * 1_0000_0000L + numbers[row];
            numbers[row] = number;
            signs |= number;
        }
        int plain = aboveNine == 0 && otherLength >= 0
                ? count
                : firstOther(block, rows, count, field, SHORTEST_LONG, LONGEST_LONG);
        return signs >= 0 ? plain : firstNegative(numbers, plain);
    }

    /**
     * Turns words of eight digits into numbers.
     *
     * @return 0 if all are digits
     */
    private static long parseEight(long[] words, int count) {
        long aboveNine = 0;
        for (int row = 0; row < count; row++) {
            aboveNine |= Digits.aboveNine(words[row]);
        }
        for (int row = 0; row < count; row++) {
            words[row] = Digits.eightDigits(words[row]);
        }
        return aboveNine;
    }

    private static int firstOther(RowBlock block, int[] rows, int count, int field, int shortest, int longest) {
        int row = 0;
        while (row < count) {
            int at = block.first(rows[row]) + field;
            int start = block.ends()[at - 1] + 1;
            int end = block.ends()[at];
            if (end - start < shortest || end - start > longest || !areDigits(block.bytes(), start, end)) {
                return row;
            }
            row++;
        }
        return row;
    }

    private static boolean areDigits(byte[] bytes, int start, int end) {
        for (int at = start; at < end; at++) {
            if (bytes[at] < '0' || bytes[at] > '9') {
                return false;
            }
        }
        return true;
    }

    private static int firstNegative(long[] numbers, int count) {
        int row = 0;
        while (row < count && numbers[row] >= 0) {
            row++;
        }
        return row;
    }
}
