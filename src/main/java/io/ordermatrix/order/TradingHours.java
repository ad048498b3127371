package io.ordermatrix.order;

import java.io.Serializable;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;

/**
 * A part of the exchange's day, {@code [open, close)}, in seconds since midnight, local time.
 *
 * @param openSecond 0 to 86,399
 * @param closeSecond above openSecond; at most 86,400, the end of the day
 */
public record TradingHours(int openSecond, int closeSecond) implements Serializable {
    private static final int SECONDS_PER_HOUR = 60 * 60;
    private static final int SECONDS_PER_DAY = 24 * SECONDS_PER_HOUR;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm[:ss]", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    /** The whole day. */
    public static final TradingHours ALL = new TradingHours(0, SECONDS_PER_DAY);

    public TradingHours {
        if (openSecond < 0 || closeSecond > SECONDS_PER_DAY || openSecond >= closeSecond) {
            throw new IllegalArgumentException("trading hours must open before they close, within one day");
        }
    }

    /**
     * Parses {@code 10:00-16:00}; seconds are optional, and {@code 24:00} is the end of the day.
     *
     * @throws IllegalArgumentException with a message that says what is wrong with the text
     */
    public static TradingHours parse(String text) {
        String[] times = text.strip().split("-", -1);
        if (times.length != 2) {
            throw new IllegalArgumentException("found " + text + ", expected open-close like 10:00-16:00");
        }
        return new TradingHours(second(times[0].strip()), second(times[1].strip()));
    }

    private static int second(String time) {
        if (time.equals("24:00")) {
            return SECONDS_PER_DAY;
        }
        try {
            return LocalTime.parse(time, TIME).toSecondOfDay();
        } catch (DateTimeException notATime) {
            throw new IllegalArgumentException("found " + time + ", expected a time like 10:00", notATime);
        }
    }

    public boolean contains(int secondOfDay) {
        return secondOfDay >= openSecond && secondOfDay < closeSecond;
    }

    /** Whether other hours are a part of these. */
    public boolean contains(TradingHours part) {
        return part.openSecond >= openSecond && part.closeSecond <= closeSecond;
    }

    /** Whether any second of an hour of the day, 0 to 23, is in these hours. */
    public boolean reach(int hour) {
        return openSecond < (hour + 1) * SECONDS_PER_HOUR && closeSecond > hour * SECONDS_PER_HOUR;
    }

    /**
     * Whether a part of these hours has all or none of each hour of the day, as far as the hour is in these hours: then it can
     * be told from the hour alone what is in the part.
     */
    public boolean isCutAtHours(TradingHours part) {
        return isCutAtHour(part.openSecond) && isCutAtHour(part.closeSecond);
    }

    private boolean isCutAtHour(int second) {
        return second % SECONDS_PER_HOUR == 0 || second == openSecond || second == closeSecond;
    }

    @Override
    public String toString() {
        return text(openSecond) + "-" + text(closeSecond);
    }

    private static String text(int second) {
        return second == SECONDS_PER_DAY
                ? "24:00"
                : LocalTime.ofSecondOfDay(second).toString();
    }
}
