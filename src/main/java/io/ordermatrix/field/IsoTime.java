package io.ordermatrix.field;

import io.ordermatrix.order.RejectReason.Kind;
import io.ordermatrix.order.WallClock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * Reads a date and a time after ISO 8601, such as {@code 2024-09-05T10:00:00.123456789+10:00}: a T or a space between
 * them; seconds with or without a fraction; then Z, an offset, or nothing for the time that clocks in a zone show.
 */
final class IsoTime {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int SECONDS_PER_DAY = 24 * 60 * 60;
    private static final int NANO_DIGITS = 9;
    private static final int DATE_LENGTH = 10;
    /** With a time to the second. */
    private static final int SHORTEST = 19;

    private static final int NOT_A_NUMBER = -1;

    private final WallClock clock;
    private byte[] bytes;
    private int at;
    private int end;
    private long value;

    /** The last date as a number of eight digits, and its days since 1970-01-01. */
    private int date = NOT_A_NUMBER;

    private long day;

    IsoTime(ZoneId zone) {
        clock = new WallClock(zone);
    }

    /** The time that was read, in nanoseconds since 1970-01-01 UTC. */
    long value() {
        return value;
    }

    /**
     * Reads a text without spaces around it: returns null if {@link #value} has it, otherwise what is wrong.
     *
     * @param to after the last byte
     */
    Kind read(byte[] text, int from, int to) {
        bytes = text;
        at = from;
        end = to;
        if (to - from < SHORTEST || !readDate()) {
            return Kind.FORMAT;
        }
        byte between = text[from + DATE_LENGTH];
        int secondOfDay = secondOfDay(from + DATE_LENGTH + 1);
        if ((between != 'T' && between != ' ') || secondOfDay == NOT_A_NUMBER) {
            return Kind.FORMAT;
        }
        at = from + SHORTEST;
        boolean isExact = true;
        long nanos = 0;
        if (at < end && bytes[at] == '.') {
            int first = ++at;
            while (at < end && isDigit(bytes[at])) {
                int digit = bytes[at] - '0';
                if (at - first < NANO_DIGITS) {
                    nanos = nanos * 10 + digit;
                } else {
                    isExact &= digit == 0;
                }
                at++;
            }
            if (at == first) {
                return Kind.FORMAT;
            }
            for (int digits = at - first; digits < NANO_DIGITS; digits++) {
                nanos *= 10;
            }
        }
        return isExact
                ? finish(day * SECONDS_PER_DAY + secondOfDay, nanos)
                : hasOffset() ? Kind.PRECISION : Kind.FORMAT;
    }

    private Kind finish(long localSecond, long nanos) {
        long second;
        if (at == end) {
            second = clock.utcSecond(localSecond);
        } else {
            int offset = offset();
            if (offset == Integer.MIN_VALUE) {
                return Kind.FORMAT;
            }
            second = localSecond - offset;
        }
        return put(second, nanos);
    }

    private boolean hasOffset() {
        return at == end || offset() != Integer.MIN_VALUE;
    }

    private Kind put(long second, long nanos) {
        if (second >= Long.MAX_VALUE / NANOS_PER_SECOND || second <= Long.MIN_VALUE / NANOS_PER_SECOND) {
            return Kind.OVERFLOW;
        }
        value = second * NANOS_PER_SECOND + nanos;
        return null;
    }

    /** Finds the day of the date at the beginning; false if that is not a date. */
    private boolean readDate() {
        int century = twoDigits(at);
        int year = twoDigits(at + 2);
        int month = twoDigits(at + 5);
        int dayOfMonth = twoDigits(at + 8);
        if ((century | year | month | dayOfMonth) < 0 || bytes[at + 4] != '-' || bytes[at + 7] != '-') {
            return false;
        }
        int read = ((century * 100 + year) * 100 + month) * 100 + dayOfMonth;
        if (read != date) {
            try {
                day = LocalDate.of(century * 100 + year, month, dayOfMonth).toEpochDay();
            } catch (DateTimeException notInCalendar) {
                return false;
            }
            date = read;
        }
        return true;
    }

    /** The seconds since midnight of a time like 10:00:00. */
    private int secondOfDay(int from) {
        int hour = twoDigits(from);
        int minute = twoDigits(from + 3);
        int second = twoDigits(from + 6);
        boolean isTime = (hour | minute | second) >= 0
                && hour < 24
                && minute < 60
                && second < 60
                && bytes[from + 2] == ':'
                && bytes[from + 5] == ':';
        return isTime ? (hour * 60 + minute) * 60 + second : NOT_A_NUMBER;
    }

    /** The seconds of Z, +10, +1000 or +10:00, which is all that is left; the smallest INT if it is something else. */
    private int offset() {
        if (end - at == 1 && bytes[at] == 'Z') {
            return 0;
        }
        int length = end - at;
        boolean hasColon = length == 6 && bytes[at + 3] == ':';
        int hour = length >= 3 ? twoDigits(at + 1) : NOT_A_NUMBER;
        int minute = length == 3 ? 0 : length == 5 || hasColon ? twoDigits(end - 2) : NOT_A_NUMBER;
        if ((hour | minute) < 0 || hour > 18 || minute > 59 || (bytes[at] != '+' && bytes[at] != '-')) {
            return Integer.MIN_VALUE;
        }
        int seconds = (hour * 60 + minute) * 60;
        return bytes[at] == '-' ? -seconds : seconds;
    }

    /** Negative if these are not two digits. */
    private int twoDigits(int from) {
        int high = bytes[from] - '0';
        int low = bytes[from + 1] - '0';
        return high < 0 || high > 9 || low < 0 || low > 9 ? NOT_A_NUMBER : high * 10 + low;
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }
}
