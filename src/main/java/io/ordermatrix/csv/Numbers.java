package io.ordermatrix.csv;

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

    /** Passed as the decimals of a number that may not have a point. */
    private static final int INTEGER = Integer.MIN_VALUE;

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
        long number = Digits.value(bytes, start, end);
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
     * @param decimals how many digits after the point are kept, up to {@link #MAX_DECIMALS}; if negative, how many before
     *     it are not, down to its negative
     * @param limit the largest scaled number of the type
     */
    public static long decimal(byte[] bytes, int start, int end, int decimals, long limit) {
        if (decimals == 0) {
            long number = Digits.value(bytes, start, end);
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

    private static long irregular(byte[] bytes, int start, int end, int decimals, long limit) {
        int from = skipSpaces(bytes, start, end);
        int to = trimSpaces(bytes, from, end);
        boolean negative = from < to && bytes[from] == '-';
        long magnitude = scaled(bytes, skipSign(bytes, from, to), to, decimals, negative ? limit + 1 : limit);
        return magnitude == Digits.NOT_PLAIN ? NONE : negative ? -magnitude : magnitude;
    }

    private static Outcome outcome(byte[] bytes, int start, int end, int decimals, long limit) {
        int from = skipSpaces(bytes, start, end);
        int to = trimSpaces(bytes, from, end);
        if (from == to) {
            return Outcome.MISSING;
        }
        long bound = bytes[from] == '-' ? limit + 1 : limit;
        int digits = skipSign(bytes, from, to);
        if (scaled(bytes, digits, to, decimals, bound) != Digits.NOT_PLAIN) {
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
        boolean fits;
        if (decimals >= 0 || decimals == INTEGER) {
            int kept = decimals > 0 ? point + 1 + decimals : point;
            fits = scaled(bytes, digits, Math.min(kept, to), decimals, bound) != Digits.NOT_PLAIN;
        } else {
            long number = Digits.value(bytes, digits, point);
            fits = number != Digits.NOT_PLAIN
                    && Long.compareUnsigned(Long.divideUnsigned(number, POWERS_OF_TEN[-decimals]), bound) <= 0;
        }
        return fits ? Outcome.PRECISION : Outcome.OVERFLOW;
    }

    /**
     * The scaled number, without spaces and sign; {@link Digits#NOT_PLAIN} if it is not a number, exceeds the bound or
     * would be rounded.
     */
    private static long scaled(byte[] bytes, int start, int end, int decimals, long bound) {
        int point = decimals == INTEGER ? end : indexOfPoint(bytes, start, end);
        long number = Digits.value(bytes, start, point);
        if (decimals < 0 && decimals != INTEGER) {
            return divided(bytes, point, end, number, POWERS_OF_TEN[-decimals], bound);
        }
        int scale = Math.max(decimals, 0);
        long power = POWERS_OF_TEN[scale];
        // A bound is at most 2^63, so only the division has to treat it as unsigned.
        if (number == Digits.NOT_PLAIN
                || Long.compareUnsigned(number, scale == 0 ? bound : Long.divideUnsigned(bound, power)) > 0) {
            return Digits.NOT_PLAIN;
        }
        long result = number * power;
        if (point == end) {
            return result;
        }
        int kept = Math.min(scale, end - point - 1);
        int rest = point + 1 + kept;
        if (point + 1 == end || skipZeros(bytes, rest, end) < end) {
            return Digits.NOT_PLAIN;
        }
        if (kept == 0) {
            return result;
        }
        long fraction = Digits.value(bytes, point + 1, rest);
        if (fraction == Digits.NOT_PLAIN) {
            return Digits.NOT_PLAIN;
        }
        long part = fraction * POWERS_OF_TEN[scale - kept];
        return Long.compareUnsigned(part, bound - result) > 0 ? Digits.NOT_PLAIN : result + part;
    }

    /** A number divided by a power of ten; {@link Digits#NOT_PLAIN} as {@link #scaled}. */
    private static long divided(byte[] bytes, int point, int end, long number, long power, long bound) {
        boolean isWhole = point == end || (point + 1 < end && skipZeros(bytes, point + 1, end) == end);
        if (number == Digits.NOT_PLAIN || !isWhole || Long.remainderUnsigned(number, power) != 0) {
            return Digits.NOT_PLAIN;
        }
        long result = Long.divideUnsigned(number, power);
        return Long.compareUnsigned(result, bound) <= 0 ? result : Digits.NOT_PLAIN;
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
        while (at < end && Digits.isDigit(bytes[at])) {
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
