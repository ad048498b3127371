package io.ordermatrix.order;

import java.util.Arrays;
import java.util.List;

/**
 * Applies a {@link Selection} to rows, one at a time, in the order of its filters.
 *
 * <p>Not thread-safe, because its clock isn't.
 */
public final class SelectionFilter {
    private final int firstDay;
    private final int lastDay;
    private final int[] days;
    private final boolean readsDate;
    private final int[] securities;
    private final int[] participants;
    private final int[] orderTypes;
    private final TradingHours hours;
    private final ExchangeClock clock;

    public SelectionFilter(Selection selection) {
        List<DropReason> filters = selection.filters();
        readsDate = filters.contains(DropReason.DATE);
        firstDay = selection.from() == null
                ? Integer.MIN_VALUE
                : Math.toIntExact(selection.from().toEpochDay());
        lastDay = selection.to() == null
                ? Integer.MAX_VALUE
                : Math.toIntExact(selection.to().toEpochDay());
        days = selection.dates().stream()
                .mapToInt(date -> Math.toIntExact(date.toEpochDay()))
                .toArray();
        securities = sorted(selection.securities());
        participants = sorted(selection.participants());
        orderTypes = sorted(selection.orderTypes());
        hours = selection.hours();
        clock = new ExchangeClock(selection.zone());
    }

    private static int[] sorted(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).sorted().toArray();
    }

    /**
     * The first filter that drops a row, or null if the row is kept. Values that no filter reads can be anything.
     *
     * @param timestamp nanoseconds since 1970-01-01 UTC
     */
    public DropReason dropping(long timestamp, int security, int participant, int orderType) {
        if (readsDate && !containsDay(clock.epochDay(timestamp))) {
            return DropReason.DATE;
        }
        DropReason party = dropping(security, participant);
        if (party != null) {
            return party;
        }
        if (excludes(orderTypes, orderType)) {
            return DropReason.ORDER_TYPE;
        }
        if (hours != null && !hours.contains(clock.secondOfDay(timestamp))) {
            return DropReason.HOURS;
        }
        return null;
    }

    private DropReason dropping(int security, int participant) {
        if (excludes(securities, security)) {
            return DropReason.SECURITY;
        }
        return excludes(participants, participant) ? DropReason.PARTICIPANT : null;
    }

    /**
     * The first filter that drops the events of an hour, or null if they are kept. The filter of order types must not be one
     * that has still to be applied, and the hours must contain all or none of the hour's events.
     *
     * @param day days since 1970-01-01
     * @param hour 0 to 23
     */
    public DropReason droppingHour(int day, int security, int participant, int hour) {
        if (!containsDay(day)) {
            return DropReason.DATE;
        }
        DropReason party = dropping(security, participant);
        if (party != null) {
            return party;
        }
        return hours != null && !hours.reach(hour) ? DropReason.HOURS : null;
    }

    private boolean containsDay(int day) {
        return day >= firstDay && day <= lastDay && !excludes(days, day);
    }

    private static boolean excludes(int[] wanted, int value) {
        return wanted.length > 0 && Arrays.binarySearch(wanted, value) < 0;
    }
}
