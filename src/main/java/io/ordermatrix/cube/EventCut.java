package io.ordermatrix.cube;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;

/**
 * Where the events of a date can be cut into parts of about equal size: before a time of a security.
 *
 * @param date days since 1970-01-01
 * @param hour of the day; 0 for all events of the security
 * @param part of the hour, from 0, of so many equal parts
 * @param parts 0 if only what must not be cut within a security is cut here
 */
public record EventCut(int date, int security, int hour, int part, int parts) implements Comparable<EventCut> {
    private static final long HOUR_NANOS = 3_600_000_000_000L;
    private static final long SECOND_NANOS = 1_000_000_000;
    private static final Comparator<EventCut> ORDER = Comparator.comparingInt(EventCut::date)
            .thenComparingInt(EventCut::security)
            .thenComparingInt(EventCut::hour)
            .thenComparingInt(EventCut::part);

    /** The start of a date. */
    static EventCut ofDate(int date) {
        return new EventCut(date, Integer.MIN_VALUE, 0, 0, 1);
    }

    /** Before all events of a security, for what must not be cut within one: orders with all of their events. */
    static EventCut betweenSecurities(int date, int security) {
        return new EventCut(date, security, 0, 0, 0);
    }

    /** Whether single events are cut here. */
    public boolean isBetweenEvents() {
        return parts > 0;
    }

    /** Whether it is before all events of its security. */
    public boolean isWholeSecurity() {
        return hour == 0 && part == 0;
    }

    /** Nanoseconds since 1970-01-01 UTC. */
    public long timestamp(ZoneId zone) {
        long hourStart = LocalDate.ofEpochDay(date).atTime(hour, 0).atZone(zone).toEpochSecond();
        return Math.addExact(Math.multiplyExact(hourStart, SECOND_NANOS), HOUR_NANOS / parts * part);
    }

    @Override
    public int compareTo(EventCut other) {
        return ORDER.compare(this, other);
    }
}
