package io.ordermatrix.matrix;

import io.ordermatrix.order.Selection;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The days on which an exchange trades: weekdays except its holidays. */
public final class TradingCalendar {
    private final Set<LocalDate> holidays;

    public TradingCalendar(List<LocalDate> holidays) {
        this.holidays = Set.copyOf(holidays);
    }

    public boolean trades(LocalDate date) {
        DayOfWeek day = date.getDayOfWeek();
        return day != DayOfWeek.SATURDAY && day != DayOfWeek.SUNDAY && !holidays.contains(date);
    }

    /** The trading days that a selection names, in order; none if it leaves them open. */
    public List<LocalDate> days(Selection selection) {
        Stream<LocalDate> days;
        if (!selection.dates().isEmpty()) {
            days = selection.dates().stream();
        } else if (selection.from() != null && selection.to() != null) {
            days = selection.from().datesUntil(selection.to().plusDays(1));
        } else {
            days = Stream.empty();
        }
        return days.filter(selection::containsDate).filter(this::trades).toList();
    }
}
