package io.ordermatrix.csv;

/**
 * Parses the integers of one column of many rows, those that are plain: up to eight digits, or seventeen to nineteen. The others
 * are listed; {@link Numbers} reads any field.
 *
 * <p>This class is ugly for speed. It does not parse and check one field at a time. First it fetches the bytes of all
 * fields as words of eight; then it turns the words into numbers, whatever they hold, in loops without a branch or a
 * call, which the compiler vectorizes. Fields of other lengths are listed on the way; only if some field has other bytes than
 * digits does it look for that field.
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

    private static final int FIELDS_AT_ONCE = 4;

    private final long[] middles;
    private final long[] highs;
    private final int[] others;

    /**
     * @param capacity the most rows per call
     */
    public PlainIntegers(int capacity) {
        middles = new long[capacity];
        highs = new long[capacity];
        // One more, since an entry is written before it is known whether it counts.
        others = new int[capacity + 1];
    }

    /**
     * The fields of the last parse that were not plain: their places among its rows, ascending. As many as it returned; the entries
     * after them mean nothing.
     */
    public int[] others() {
        return others;
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
     * @param numbers receives the results; those of {@link #others} mean nothing
     * @return how many others there are
     */
    public int parseShort(RowBlock block, int[] rows, int count, int field, long[] numbers) {
        byte[] bytes = block.bytes();
        int[] ends = block.ends();
        int[] other = others;
        int otherCount = 0;
        for (int row = 0; row < count; row++) {
            int at = block.first(rows[row]) + field;
            int end = ends[at];
            int length = end - ends[at - 1] - 1;
            numbers[row] = Digits.word(bytes, end - WORD) & LAST_BYTES[length & LENGTHS];
            int beyond = (length - 1) & -WORD;
            other[otherCount] = row;
            otherCount += (beyond | -beyond) >>> (Integer.SIZE - 1);
        }
        return parseEight(numbers, count) == 0 ? otherCount : listOthers(block, rows, count, field, 1, WORD);
    }

    /**
     * Reads fields that hold one to eight digits, which {@link RowBlock#areDigits} has told.
     *
     * @param rows numbers of plain rows of the block
     * @param count how many of them
     * @param fields which fields of each row
     * @param numbers receives the results: for each of the fields, one entry per row
     */
    public static void readShort(RowBlock block, int[] rows, int count, int[] fields, long[][] numbers) {
        int next = 0;
        for (; next + FIELDS_AT_ONCE <= fields.length; next += FIELDS_AT_ONCE) {
            fetchFour(block, rows, count, fields, numbers, next);
        }
        for (; next < fields.length; next++) {
            fetchOne(block, rows, count, fields[next], numbers[next]);
        }
        for (long[] column : numbers) {
            for (int row = 0; row < count; row++) {
                column[row] = Digits.eightDigits(column[row]);
            }
        }
    }

    /** Fetches the words of four fields of each row together, which takes two thirds of the time of one field after the other. */
    private static void fetchFour(RowBlock block, int[] rows, int count, int[] fields, long[][] words, int at) {
        byte[] bytes = block.bytes();
        int[] ends = block.ends();
        int field0 = fields[at];
        int field1 = fields[at + 1];
        int field2 = fields[at + 2];
        int field3 = fields[at + 3];
        long[] words0 = words[at];
        long[] words1 = words[at + 1];
        long[] words2 = words[at + 2];
        long[] words3 = words[at + 3];
        for (int row = 0; row < count; row++) {
            int first = block.first(rows[row]);
            words0[row] = fetch(bytes, ends, first + field0);
            words1[row] = fetch(bytes, ends, first + field1);
            words2[row] = fetch(bytes, ends, first + field2);
            words3[row] = fetch(bytes, ends, first + field3);
        }
    }

    private static void fetchOne(RowBlock block, int[] rows, int count, int field, long[] words) {
        byte[] bytes = block.bytes();
        int[] ends = block.ends();
        for (int row = 0; row < count; row++) {
            words[row] = fetch(bytes, ends, block.first(rows[row]) + field);
        }
    }

    /** The last eight bytes of a field; those before it are zeros. */
    private static long fetch(byte[] bytes, int[] ends, int entry) {
        int end = ends[entry];
        int length = end - ends[entry - 1] - 1;
        return Digits.word(bytes, end - WORD) & LAST_BYTES[length & LENGTHS];
    }

    /**
     * Parses fields of seventeen to nineteen digits that do not overflow a {@code long}.
     *
     * @param rows numbers of plain rows of the block
     * @param count how many of them
     * @param field which field of each row
     * @param numbers receives the results; those of {@link #others} mean nothing
     * @return how many others there are
     */
    public int parseLong(RowBlock block, int[] rows, int count, int field, long[] numbers) {
        byte[] bytes = block.bytes();
        int[] ends = block.ends();
        long[] middle = middles;
        long[] high = highs;
        int[] other = others;
        int otherCount = 0;
        for (int row = 0; row < count; row++) {
            int at = block.first(rows[row]) + field;
            int end = ends[at];
            int length = end - ends[at - 1] - 1;
            numbers[row] = Digits.word(bytes, end - WORD);
            middle[row] = Digits.word(bytes, end - 2 * WORD);
            high[row] = Digits.word(bytes, end - 3 * WORD) & LAST_BYTES[length & LENGTHS];
            other[otherCount] = row;
            otherCount += ((length - SHORTEST_LONG) | (LONGEST_LONG - length)) >>> (Integer.SIZE - 1);
        }
        long aboveNine = parseEight(numbers, count) | parseEight(middle, count) | parseEight(high, count);
        long signs = 0;
        for (int row = 0; row < count; row++) {
            long number = high[row] * 1_0000_0000_0000_0000L + middle[row] * 1_0000_0000L + numbers[row];
            numbers[row] = number;
            signs |= number;
        }
        return aboveNine == 0 && signs >= 0
                ? otherCount
                : listOthers(block, rows, count, field, SHORTEST_LONG, LONGEST_LONG);
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

    private int listOthers(RowBlock block, int[] rows, int count, int field, int shortest, int longest) {
        int otherCount = 0;
        for (int row = 0; row < count; row++) {
            int at = block.first(rows[row]) + field;
            int start = block.ends()[at - 1] + 1;
            int end = block.ends()[at];
            boolean isPlain = end - start >= shortest
                    && end - start <= longest
                    && areDigits(block.bytes(), start, end)
                    && isLong(block.bytes(), start, end);
            if (!isPlain) {
                others[otherCount++] = row;
            }
        }
        return otherCount;
    }

    private static boolean areDigits(byte[] bytes, int start, int end) {
        for (int at = start; at < end; at++) {
            if (bytes[at] < '0' || bytes[at] > '9') {
                return false;
            }
        }
        return true;
    }

    /** Whether at most nineteen digits are no more than a {@code long} holds. */
    private static boolean isLong(byte[] bytes, int start, int end) {
        return end - start < LONGEST_LONG || Numbers.integer(bytes, start, end, Long.MAX_VALUE) != Numbers.NONE;
    }
}
