package io.ordermatrix.order;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * Turns the date and time that clocks in a zone show into the time in UTC.
 *
 * <p>A time that clocks show twice is the first of the two; one that they skip is as much later as they skip.
 *
 * <p>It remembers the span around the last time in which every time has one meaning and the same offset. Not
 * thread-safe.
 */
public final class WallClock {
    private final ZoneId zone;
    /** The span, in seconds since 1970-01-01 of local time. */
    private long spanStart;

    private long spanEnd;
    private int offset;

    public WallClock(ZoneId zone) {
        this.zone = zone;
    }

    /**
     * The seconds since 1970-01-01 UTC.
     *
     * @param localSecond seconds since 1970-01-01 of local time
     */
    public long utcSecond(long localSecond) {
        return localSecond >= spanStart && localSecond < spanEnd ? localSecond - offset : find(localSecond);
    }

    private long find(long localSecond) {
        ZonedDateTime time =
                ZonedDateTime.ofLocal(LocalDateTime.ofEpochSecond(localSecond, 0, ZoneOffset.UTC), zone, null);
        ZoneRules rules = zone.getRules();
        ZoneOffsetTransition previous =
                rules.previousTransition(time.toInstant().plusSeconds(1));
        ZoneOffsetTransition next = rules.nextTransition(time.toInstant());
        spanStart = previous == null ? Long.MIN_VALUE : Math.max(before(previous), after(previous));
        spanEnd = next == null ? Long.MAX_VALUE : Math.min(before(next), after(next));
        offset = time.getOffset().getTotalSeconds();
        return time.toEpochSecond();
    }

    private static long before(ZoneOffsetTransition transition) {
        return transition.toEpochSecond() + transition.getOffsetBefore().getTotalSeconds();
    }

    private static long after(ZoneOffsetTransition transition) {
        return transition.toEpochSecond() + transition.getOffsetAfter().getTotalSeconds();
    }
}
