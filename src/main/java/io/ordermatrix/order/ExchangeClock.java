package io.ordermatrix.order;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Arrays;

/**
 * Turns a feed's timestamps into the exchange's calendar date and time of day, daylight saving included.
 *
 * <p>It remembers the hour of the last timestamp, so that a feed in time order costs two comparisons per row. Not
 * thread-safe.
 */
public final class ExchangeClock {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int SECONDS_PER_HOUR = 60 * 60;
    private static final int SECONDS_PER_DAY = 24 * SECONDS_PER_HOUR;

    private final ZoneId zone;

    /** The span around the last timestamp with the same offset, in seconds, UTC. */
    private long offsetStart;

    private long offsetEnd;
    private int offset;

    /** The part of the last timestamp's hour with the same offset, in nanoseconds, UTC. */
    private long hourStart;

    private long hourEnd;
    private int hourDay;
    private int hour;
    private int hourStartSecondOfDay;

    public ExchangeClock(ZoneId zone) {
        this.zone = zone;
    }

    /**
     * The exchange's date as days since 1970-01-01.
     *
     * @param timestamp nanoseconds since 1970-01-01 UTC
     */
    public int epochDay(long timestamp) {
        moveTo(timestamp);
        return hourDay;
    }

    /**
     * The exchange's dates and hours of many timestamps; consecutive ones within one hour cost two comparisons each.
     *
     * @param timestamps nanoseconds since 1970-01-01 UTC
     * @param count how many of them
     * @param days days since 1970-01-01, for each
     * @param hours 0 to 23, for each
     */
    public void read(long[] timestamps, int count, long[] days, long[] hours) {
        int from = 0;
        while (from < count) {
            moveTo(timestamps[from]);
            int to = endOfHour(timestamps, from + 1, count);
            Arrays.fill(days, from, to, hourDay);
            Arrays.fill(hours, from, to, hour);
            from = to;
        }
    }

    /** The index of the first timestamp outside the hour of the last one. */
    private int endOfHour(long[] timestamps, int from, int count) {
        long start = hourStart;
        long end = hourEnd;
        int at = from;
        while (at < count && timestamps[at] >= start && timestamps[at] < end) {
            at++;
        }
        return at;
    }

    /** Seconds since midnight in the exchange's local time, 0 to 86,399. */
    public int secondOfDay(long timestamp) {
        moveTo(timestamp);
        return hourStartSecondOfDay + (int) ((timestamp - hourStart) / NANOS_PER_SECOND);
    }

    private void moveTo(long timestamp) {
        if (timestamp < hourStart || timestamp >= hourEnd) {
            moveToHour(timestamp);
        }
    }

    private void moveToHour(long timestamp) {
        long second = Math.floorDiv(timestamp, NANOS_PER_SECOND);
        if (second < offsetStart || second >= offsetEnd) {
            moveToOffset(second);
        }
        long localSecond = second + offset;
        long start = Math.max(offsetStart, second - Math.floorMod(localSecond, (long) SECONDS_PER_HOUR));
        long end = Math.min(offsetEnd, second - Math.floorMod(localSecond, (long) SECONDS_PER_HOUR) + SECONDS_PER_HOUR);
        hourStart = nanos(start);
        hourEnd = nanos(end);
        hourDay = (int) Math.floorDiv(localSecond, SECONDS_PER_DAY);
        int secondOfDay = (int) Math.floorMod(localSecond, (long) SECONDS_PER_DAY);
        hour = secondOfDay / SECONDS_PER_HOUR;
        // If the hour began before the earliest possible nanosecond, it is counted from that one.
        hourStartSecondOfDay = secondOfDay - (int) ((timestamp - hourStart) / NANOS_PER_SECOND);
    }

    private void moveToOffset(long second) {
        ZoneRules rules = zone.getRules();
        Instant instant = Instant.ofEpochSecond(second);
        ZoneOffsetTransition next = rules.nextTransition(instant);
        // previousTransition is strictly before its argument, and a transition belongs to the span that it begins.
        ZoneOffsetTransition previous = rules.previousTransition(instant.plusSeconds(1));
        offsetStart = previous == null ? Long.MIN_VALUE : previous.toEpochSecond();
        offsetEnd = next == null ? Long.MAX_VALUE : next.toEpochSecond();
        offset = rules.getOffset(instant).getTotalSeconds();
    }

    /** The first nanosecond of a second, or the nearest one that a long can hold. */
    private static long nanos(long second) {
        if (second > Long.MAX_VALUE / NANOS_PER_SECOND) {
            return Long.MAX_VALUE;
        }
        return second < Long.MIN_VALUE / NANOS_PER_SECOND ? Long.MIN_VALUE : second * NANOS_PER_SECOND;
    }
}
