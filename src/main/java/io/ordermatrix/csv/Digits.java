package io.ordermatrix.csv;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Plain digits as numbers.
 *
 * <p>This class is ugly for speed. It reads up to 19 digits in words of eight bytes that end where the field ends,
 * without a branch on how many of a word's bytes are digits. A simple loop over the bytes would do for everything; only
 * fields that can't be read in words get one.
 */
final class Digits {
    /** Not a possible result: as an unsigned number, it has 20 digits. */
    static final long NOT_PLAIN = -1;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ZEROS = 0x3030303030303030L;
    private static final long ABOVE_NINE = 0x7676767676767676L;
    private static final long HIGH = 0x8080808080808080L;
    private static final int WORD = Long.BYTES;

    /** As many digits as an unsigned long always holds. */
    private static final int MOST_DIGITS = 19;

    private Digits() {}

    /** The value of one to nineteen digits, unsigned, or {@link #NOT_PLAIN}. */
    static long value(byte[] bytes, int start, int end) {
        int length = end - start;
        if ((length - 1) >>> 3 == 0 && end >= WORD) {
            long digits = word(bytes, end - WORD, WORD - length);
            return aboveNine(digits) == 0 ? eightDigits(digits) : NOT_PLAIN;
        }
        return manyDigits(bytes, start, end);
    }

    private static long manyDigits(byte[] bytes, int start, int end) {
        int length = end - start;
        if (length < 1 || length > MOST_DIGITS || end < 3 * WORD) {
            return digitByDigit(bytes, start, end);
        }
        if (length > 2 * WORD) {
            return nineteenDigits(bytes, end, length);
        }
        long low = word(bytes, end - WORD);
        long high = word(bytes, end - 2 * WORD, 2 * WORD - length);
        return (aboveNine(high) | aboveNine(low)) == 0
                ? eightDigits(high) * 1_0000_0000L + eightDigits(low)
                : NOT_PLAIN;
    }

    /** The value of 17 to 19 digits. */
    private static long nineteenDigits(byte[] bytes, int end, int length) {
        long low = word(bytes, end - WORD);
        long middle = word(bytes, end - 2 * WORD);
        long high = word(bytes, end - 3 * WORD, 3 * WORD - length);
        if ((aboveNine(high) | aboveNine(middle) | aboveNine(low)) != 0) {
            return NOT_PLAIN;
        }
        long three = (high >>> 56) + 10 * (high >>> 48 & 0xFF) + 100 * (high >>> 40 & 0xFF);
        return three * 1_0000_0000_0000_0000L + eightDigits(middle) * 1_0000_0000L + eightDigits(low);
    }

    /** For fields that can't be read in words: too close to the start of the array, or with too many digits. */
    private static long digitByDigit(byte[] bytes, int start, int end) {
        int from = start;
        while (end - from > 1 && bytes[from] == '0') {
            from++;
        }
        if (from == end || end - from > MOST_DIGITS) {
            return NOT_PLAIN;
        }
        long number = 0;
        for (int i = from; i < end; i++) {
            if (!isDigit(bytes[i])) {
                return NOT_PLAIN;
            }
            number = 10 * number + bytes[i] - '0';
        }
        return number;
    }

    /** Eight bytes, minus {@code '0'} each; the first {@code zeros} of them (0 to 7) count as zeros. */
    private static long word(byte[] bytes, int at, int zeros) {
        int bits = zeros << 3;
        return word(bytes, at) >>> bits << bits;
    }

    /** Eight bytes, minus {@code '0'} each; the first is the lowest. */
    static long word(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at) ^ ZEROS;
    }

    /**
     * Zero if all bytes of a word are 0 to 9. A byte is above nine if it is above 0x7F, or adding 0x76 makes it so; a
     * carry out of it can only reach a word that is already rejected.
     */
    static long aboveNine(long word) {
        return ((word + ABOVE_NINE) | word) & HIGH;
    }

    /** The value of eight digits, the first in the lowest byte: combines pairs, then fours, then all eight. */
    static long eightDigits(long digits) {
        long pairs = digits * 10 + (digits >>> 8);
        long evenPairs = pairs & 0x0000_00FF_0000_00FFL;
        long oddPairs = (pairs >>> 16) & 0x0000_00FF_0000_00FFL;
        return (evenPairs * (100 + (100_0000L << 32)) + oddPairs * (1 + (1_0000L << 32))) >>> 32;
    }

    static boolean isDigit(byte value) {
        return value >= '0' && value <= '9';
    }
}
