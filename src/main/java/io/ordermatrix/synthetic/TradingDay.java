package io.ordermatrix.synthetic;

import java.time.LocalDate;
import java.time.ZoneId;

/** When the events of one date happen, one after the other, in the exchange's time zone, including daylight saving. */
final class TradingDay {
    private static final ZoneId ZONE = ZoneId.of("Australia/Sydney");
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int ONE_IN_SAME_INSTANT = 6;

    private final IntradayProfile profile;
    private final FeedRandom random;
    private final long events;
    private final long start;
    private long drawn;
    private int minute;
    private long timestamp;

    TradingDay(LocalDate date, long events, IntradayProfile profile, FeedRandom random) {
        this.profile = profile;
        this.random = random;
        this.events = events;
        this.start = date.atTime(IntradayProfile.START).atZone(ZONE).toEpochSecond() * NANOS_PER_SECOND;
    }

    boolean isOver() {
        return drawn == events;
    }

    /** Events still to come. */
    long eventsLeft() {
        return events - drawn;
    }

    /**
     * Advances to the next event.
     *
     * @return its time in nanoseconds since 1970-01-01 UTC, not before the previous event's
     */
    long advance() {
        // One draw in each of as many equal slices as there are events: in order without sorting them.
        double share = (drawn + random.unit()) / events;
        boolean sameInstant = drawn > 0 && random.oneIn(ONE_IN_SAME_INSTANT);
        drawn++;
        if (!sameInstant) {
            moveTo(share);
        }
        return timestamp;
    }

    /** The phase of the market at the last event. */
    MarketPhase phase() {
        return IntradayProfile.phase(minute);
    }

    private void moveTo(double share) {
        while (minute < IntradayProfile.MINUTES - 1 && share >= profile.shareBefore(minute + 1)) {
            minute++;
        }
        double from = profile.shareBefore(minute);
        double within = (share - from) / (profile.shareBefore(minute + 1) - from);
        // Rounding may yield the next minute, which at the end of the day is past the day.
        long nanos = Math.min((long) (within * IntradayProfile.NANOS_PER_MINUTE), IntradayProfile.NANOS_PER_MINUTE - 1);
        timestamp = start + minute * IntradayProfile.NANOS_PER_MINUTE + nanos;
    }
}
