package io.ordermatrix.order;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * Turns a feed's timestamps into the exchange's calendar date and time of day, daylight saving included.
 *
 * <p>It remembers the span between the two switches around the last timestamp, so that a feed in time order costs two
 * comparisons a row. Not for use by several threads at once.
 */
public final class ExchangeClock implements Serializable {
    private static final long serialVersionUID = 1;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int SECONDS_PER_DAY = 24 * 60 * 60;

    private final ZoneId zone;
    private transient long spanStart;
    private transient long spanEnd;
    private transient int offsetSeconds;

    public ExchangeClock(ZoneId zone) {
        this.zone = zone;
    }

    public ZoneId zone() {
        return zone;
    }

    /**
     * Seconds since 1970-01-01 00:00 by the clock on the exchange's wall.
     *
     * @param timestamp nanoseconds since 1970-01-01 UTC
     */
    public long localSecond(long timestamp) {
        long second = Math.floorDiv(timestamp, NANOS_PER_SECOND);
        if (second < spanStart || second >= spanEnd) {
            moveTo(second);
        }
        return second + offsetSeconds;
    }

    /** The exchange's date as days since 1970-01-01. */
    public int epochDay(long timestamp) {
        return (int) Math.floorDiv(localSecond(timestamp), SECONDS_PER_DAY);
    }

    public LocalDate date(long timestamp) {
        return LocalDate.ofEpochDay(epochDay(timestamp));
    }

    /** Seconds since the exchange's midnight by the clock on its wall, 0 to 86,399. */
    public int secondOfDay(long timestamp) {
        return (int) Math.floorMod(localSecond(timestamp), (long) SECONDS_PER_DAY);
    }

    /** The exchange's hour, 0 to 23. */
    public int hour(long timestamp) {
        return secondOfDay(timestamp) / 3600;
    }

    private void moveTo(long second) {
        ZoneRules rules = zone.getRules();
        Instant instant = Instant.ofEpochSecond(second);
        ZoneOffset offset = rules.getOffset(instant);
        ZoneOffsetTransition next = rules.nextTransition(instant);
        // previousTransition is strictly before its argument, and a switch belongs to the span that it begins.
        ZoneOffsetTransition previous = rules.previousTransition(instant.plusSeconds(1));
        spanStart = previous == null ? Long.MIN_VALUE : previous.toEpochSecond();
        spanEnd = next == null ? Long.MAX_VALUE : next.toEpochSecond();
        offsetSeconds = offset.getTotalSeconds();
    }
}
