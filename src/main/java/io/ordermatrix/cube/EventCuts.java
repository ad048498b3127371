package io.ordermatrix.cube;

import io.ordermatrix.group.GroupLayout;
import io.ordermatrix.group.Groups;
import io.ordermatrix.order.OrderColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the {@link EventCut}s of a date from its part of the cube. They depend only on its events, so that files which are
 * cut there are the same, however the events were found.
 */
final class EventCuts {
    /** The most events between two cuts, unless there are more within an hour of a security. */
    private static final long MOST_EVENTS = 1 << 21;

    private static final int HOURS = 24;
    private static final GroupLayout LAYOUT = OrderCube.GROUPING.layout();
    private static final int DATE = OrderCube.GROUPING.keys().indexOf(OrderColumn.TRADE_DATE);
    private static final int SECURITY = OrderCube.GROUPING.keys().indexOf(OrderColumn.SECURITY_CODE);
    private static final int HOUR = OrderCube.GROUPING.keys().indexOf(OrderColumn.HOUR);
    private static final int EVENTS = LAYOUT.words() + Measures.EVENTS;

    private final List<EventCut> cuts = new ArrayList<>();
    private final long[] hours = new long[HOURS];
    private int date;
    private int security;
    /** The events since the last cut. */
    private long events;
    /** The events since the last cut between securities. */
    private long eventsOfSecurities;

    /** Adds groups, which come in the order of the cube. */
    void add(Groups rows) {
        for (int group = rows.from(); group < rows.to(); group++) {
            int nextDate = (int) LAYOUT.key(DATE, rows.columns(), group);
            int nextSecurity = (int) LAYOUT.key(SECURITY, rows.columns(), group);
            if (cuts.isEmpty() || nextDate != date) {
                endSecurity();
                cuts.add(EventCut.ofDate(nextDate));
                events = 0;
                eventsOfSecurities = 0;
            } else if (nextSecurity != security) {
                endSecurity();
            }
            date = nextDate;
            security = nextSecurity;
            hours[(int) LAYOUT.key(HOUR, rows.columns(), group)] += rows.columns()[EVENTS][group];
        }
    }

    private void endSecurity() {
        cutBeforeSecurity();
        boolean isFirst = true;
        for (int hour = 0; hour < HOURS; hour++) {
            long count = hours[hour];
            hours[hour] = 0;
            if (count > 0) {
                if (isDue(events, count)) {
                    cuts.add(new EventCut(date, security, isFirst ? 0 : hour, 0, 1));
                    events = 0;
                }
                int parts = (int) ((count + MOST_EVENTS - 1) / MOST_EVENTS);
                for (int part = 1; part < parts; part++) {
                    cuts.add(new EventCut(date, security, hour, part, parts));
                }
                events += count / parts;
                isFirst = false;
            }
        }
    }

    /** Cuts before the security if that is due and no cut between events will be there. */
    private void cutBeforeSecurity() {
        long count = Arrays.stream(hours).sum();
        boolean isCutAnyway = isDue(
                events,
                Arrays.stream(hours).filter(hour -> hour > 0).findFirst().orElse(0));
        boolean isDue = isDue(eventsOfSecurities, count);
        if (isDue && !isCutAnyway) {
            cuts.add(EventCut.betweenSecurities(date, security));
        }
        eventsOfSecurities = isDue || isCutAnyway ? count : eventsOfSecurities + count;
    }

    private static boolean isDue(long eventsBefore, long count) {
        return eventsBefore > 0 && eventsBefore + count > MOST_EVENTS;
    }

    /** All cuts so far, in order. */
    List<EventCut> end() {
        endSecurity();
        return List.copyOf(cuts);
    }
}
