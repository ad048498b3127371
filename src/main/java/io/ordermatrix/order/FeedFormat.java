package io.ordermatrix.order;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * How a feed writes its fields, and which timestamps it can mean.
 *
 * @param fields how they are written
 * @param zone of times without an offset
 * @param earliest the first plausible timestamp, in nanoseconds since 1970-01-01 UTC
 * @param latest the last plausible timestamp, in the same unit
 */
public record FeedFormat(FieldFormat fields, ZoneId zone, long earliest, long latest) implements Serializable {
    /** Prices are younger than computers; a feed with older ones has another unit of time. */
    public static final LocalDate FIRST_PLAUSIBLE = LocalDate.of(1990, 1, 1);

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    /** A feed whose timestamps are all plausible. */
    public static FeedFormat ofAnyTime(FieldFormat fields, ZoneId zone) {
        return new FeedFormat(fields, zone, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /** A feed whose events are within some dates, of which the last is inclusive. */
    public static FeedFormat of(FieldFormat fields, LocalDate first, LocalDate last, ZoneId zone) {
        return new FeedFormat(fields, zone, startNanos(first, zone), startNanos(last.plusDays(1), zone) - 1);
    }

    /** The last date that is plausible on a day. */
    public static LocalDate lastPlausible(LocalDate today) {
        return today.plusYears(1);
    }

    /** As far as nanoseconds go. */
    private static long startNanos(LocalDate date, ZoneId zone) {
        Instant start = date.atStartOfDay(zone).toInstant();
        long most = Long.MAX_VALUE / NANOS_PER_SECOND - 1;
        return Math.max(-most, Math.min(most, start.getEpochSecond())) * NANOS_PER_SECOND;
    }

    /** Whether a timestamp in nanoseconds can be meant. */
    public boolean isPlausible(long timestamp) {
        return timestamp >= earliest && timestamp <= latest;
    }
}
