package io.ordermatrix.csv;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Parses numbers from bytes: an optional sign and digits, and for decimals a point with digits on both sides.
 * Surrounding spaces are ignored.
 *
 * <p>A parse returns the number or {@link #NONE}. For {@code NONE}, {@link #integerOutcome} or {@link #decimalOutcome}
 * gives the reason, or says that the number really is {@code NONE}. So the common case costs one comparison, and only
 * rare cases are looked at twice.
 *
 * <p>The limit of a number is the largest one of a type, for example {@link Integer#MAX_VALUE}; the smallest is then
 * {@code -limit - 1}.
 *
 * <p>This class is ugly for speed. It reads up to 19 plain digits in words of eight bytes that end where the field
 * ends, without a branch on how many of a word's bytes are digits. A simple loop over the bytes would do for
 * everything; only fields that are not plain digits get one.
 */
public final class Numbers {
    /** Stands for no number. Feeds are not expected to use this number, but it is read correctly all the same. */
    public static final long NONE = 0xA5A5_A5A5_A5A5_A5A5L;

    /** What a field holds. */
    public enum Outcome {
        /** A number within its limits. */
        VALUE,
        /** Nothing, or spaces only. */
        MISSING,
        NOT_A_NUMBER,
        /** A number outside its limits. */
        OVERFLOW,
        /** A number within its limits, except for nonzero digits beyond the decimals. */
        PRECISION
    }

    /** The most decimals of a scaled decimal. */
    public static final int MAX_DECIMALS = 18;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ZEROS = 0x3030303030303030L;
    private static final long ABOVE_NINE = 0x7676767676767676L;
    private static final long HIGH = 0x8080808080808080L;
    private static final int WORD = Long.BYTES;

    /** As many digits as an unsigned long always holds. */
    private static final int MOST_DIGITS = 19;

    /** Passed as the decimals of a number that may not have a point. */
    private static final int INTEGER = -1;

    /** Not a possible result: as an unsigned number, it has 20 digits. */
    private static final long NOT_PLAIN = -1;

    private static final long[] POWERS_OF_TEN = powersOfTen();

    private Numbers() {}

    /**
     * The integer in a range of bytes, or {@link #NONE}.
     *
     * @param start the first byte
     * @param end after the last byte; at least {@code start}
     * @param limit the largest number of the type
     */
    public static long integer(byte[] bytes, int start, int end, long limit) {
        long number = plainDigits(bytes, start, end);
        return Long.compareUnsigned(number, limit) <= 0 ? number : irregular(bytes, start, end, INTEGER, limit);
    }

    /**
     * Like {@link #integer}, but faster where most fields have one digit.
     *
     * @param start the first byte
     * @param end after the last byte; at least {@code start}
     * @param limit the largest number of the type, at least 9
     */
    public static long digit(byte[] bytes, int start, int end, long limit) {
        if (end - start == 1) {
            int digit = bytes[start] - '0';
            if (digit >= 0 && digit <= 9) {
                return digit;
            }
        }
        return integer(bytes, start, end, limit);
    }

    /** Why {@link #integer} returned {@link #NONE} for the same arguments. */
    public static Outcome integerOutcome(byte[] bytes, int start, int end, long limit) {
        return outcome(bytes, start, end, INTEGER, limit);
    }

    /**
     * The decimal in a range of bytes, times 10^decimals, or {@link #NONE}.
     *
     * @param start the first byte
     * @param end after the last byte; at least {@code start}
     * @param decimals how many digits after the point are kept, 0 to {@link #MAX_DECIMALS}
     * @param limit the largest scaled number of the type
     */
    public static long decimal(byte[] bytes, int start, int end, int decimals, long limit) {
        if (decimals == 0) {
            long number = plainDigits(bytes, start, end);
            if (Long.compareUnsigned(number, limit) <= 0) {
                return number;
            }
        }
        return irregular(bytes, start, end, decimals, limit);
    }

    /** Why {@link #decimal} returned {@link #NONE} for the same arguments. */
    public static Outcome decimalOutcome(byte[] bytes, int start, int end, int decimals, long limit) {
        return outcome(bytes, start, end, decimals, limit);
    }

    /** The value of one to nineteen digits, unsigned, or {@link #NOT_PLAIN}. */
    private static long plainDigits(byte[] bytes, int start, int end) {
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

    private static boolean isDigit(byte value) {
        return value >= '0' && value <= '9';
    }

    private static long irregular(byte[] bytes, int start, int end, int decimals, long limit) {
        int from = skipSpaces(bytes, start, end);
        int to = trimSpaces(bytes, from, end);
        boolean negative = from < to && bytes[from] == '-';
        long magnitude = scaled(bytes, skipSign(bytes, from, to), to, decimals, negative ? limit + 1 : limit);
        return magnitude == NOT_PLAIN ? NONE : negative ? -magnitude : magnitude;
    }

    private static Outcome outcome(byte[] bytes, int start, int end, int decimals, long limit) {
        int from = skipSpaces(bytes, start, end);
        int to = trimSpaces(bytes, from, end);
        if (from == to) {
            return Outcome.MISSING;
        }
        long bound = bytes[from] == '-' ? limit + 1 : limit;
        int digits = skipSign(bytes, from, to);
        if (scaled(bytes, digits, to, decimals, bound) != NOT_PLAIN) {
            return Outcome.VALUE;
        }
        int point = skipDigits(bytes, digits, to);
        boolean whole = point > digits && point == to;
        boolean broken = point > digits
                && decimals != INTEGER
                && point + 1 < to
                && bytes[point] == '.'
                && skipDigits(bytes, point + 1, to) == to;
        if (!whole && !broken) {
            return Outcome.NOT_A_NUMBER;
        }
        int kept = decimals > 0 ? point + 1 + decimals : point;
        return scaled(bytes, digits, Math.min(kept, to), decimals, bound) == NOT_PLAIN
                ? Outcome.OVERFLOW
                : Outcome.PRECISION;
    }

    /**
     * The scaled number, without spaces and sign; {@link #NOT_PLAIN} if it is not a number, exceeds the bound or would
     * be rounded.
     */
    private static long scaled(byte[] bytes, int start, int end, int decimals, long bound) {
        int point = decimals == INTEGER ? end : indexOfPoint(bytes, start, end);
        long number = plainDigits(bytes, start, point);
        int scale = Math.max(decimals, 0);
        long power = POWERS_OF_TEN[scale];
        // A bound is at most 2^63, so only the division has to treat it as unsigned.
        if (number == NOT_PLAIN
                || Long.compareUnsigned(number, scale == 0 ? bound : Long.divideUnsigned(bound, power)) > 0) {
            return NOT_PLAIN;
        }
        long result = number * power;
        if (point == end) {
            return result;
        }
        int kept = Math.min(scale, end - point - 1);
        int rest = point + 1 + kept;
        if (point + 1 == end || skipZeros(bytes, rest, end) < end) {
            return NOT_PLAIN;
        }
        if (kept == 0) {
            return result;
        }
        long fraction = plainDigits(bytes, point + 1, rest);
        if (fraction == NOT_PLAIN) {
            return NOT_PLAIN;
        }
        long part = fraction * POWERS_OF_TEN[scale - kept];
        return Long.compareUnsigned(part, bound - result) > 0 ? NOT_PLAIN : result + part;
    }

    private static int indexOfPoint(byte[] bytes, int start, int end) {
        int at = start;
        while (at < end && bytes[at] != '.') {
            at++;
        }
        return at;
    }

    private static int skipSign(byte[] bytes, int start, int end) {
        return start < end && (bytes[start] == '-' || bytes[start] == '+') ? start + 1 : start;
    }

    private static int skipDigits(byte[] bytes, int start, int end) {
        int at = start;
        while (at < end && isDigit(bytes[at])) {
            at++;
        }
        return at;
    }

    private static int skipZeros(byte[] bytes, int start, int end) {
        int at = start;
        while (at < end && bytes[at] == '0') {
            at++;
        }
        return at;
    }

    private static int skipSpaces(byte[] bytes, int start, int end) {
        int at = start;
        while (at < end && bytes[at] == ' ') {
            at++;
        }
        return at;
    }

    private static int trimSpaces(byte[] bytes, int start, int end) {
        int at = end;
        while (at > start && bytes[at - 1] == ' ') {
            at--;
        }
        return at;
    }

    private static long[] powersOfTen() {
        long[] powers = new long[MAX_DECIMALS + 1];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = 10 * powers[i - 1];
        }
        return powers;
    }
}
