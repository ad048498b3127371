package io.ordermatrix.order;

import java.io.Serializable;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which order events a run keeps. An empty list means all.
 *
 * @param from the first date, or null for no bound
 * @param to the last date, or null for no bound
 * @param dates if not empty, only these dates, as far as they are between from and to
 * @param securities security codes
 * @param participants broker numbers
 * @param orderTypes values of exchangeordertype
 * @param hours the part of the day, or null for the whole day
 * @param zone the exchange's zone, which dates and hours refer to
 */
public record Selection(
        LocalDate from,
        LocalDate to,
        List<LocalDate> dates,
        List<Integer> securities,
        List<Integer> participants,
        List<Integer> orderTypes,
        TradingHours hours,
        ZoneId zone)
        implements Serializable {

    public Selection {
        dates = sortedDistinct(dates);
        securities = sortedDistinct(securities);
        participants = sortedDistinct(participants);
        orderTypes = sortedDistinct(orderTypes);
        Objects.requireNonNull(zone);
    }

    /** Every order event, with dates and hours in this zone. */
    public static Selection everything(ZoneId zone) {
        return new Selection(null, null, List.of(), List.of(), List.of(), List.of(), null, zone);
    }

    private static <T extends Comparable<? super T>> List<T> sortedDistinct(List<T> values) {
        SortedSet<T> sorted = new TreeSet<>(values);
        return List.copyOf(sorted);
    }

    /** The filters that can drop a row, in the order of application. */
    public List<DropReason> filters() {
        List<DropReason> active = new ArrayList<>();
        if (from != null || to != null || !dates.isEmpty()) {
            active.add(DropReason.DATE);
        }
        if (!securities.isEmpty()) {
            active.add(DropReason.SECURITY);
        }
        if (!participants.isEmpty()) {
            active.add(DropReason.PARTICIPANT);
        }
        if (!orderTypes.isEmpty()) {
            active.add(DropReason.ORDER_TYPE);
        }
        if (hours != null) {
            active.add(DropReason.HOURS);
        }
        return List.copyOf(active);
    }

    /** The columns that the filters read, in the order in which they are read, each once. */
    public List<OrderColumn> filterColumns() {
        return filters().stream().map(DropReason::column).distinct().toList();
    }

    public Optional<TradingHours> tradingHours() {
        return Optional.ofNullable(hours);
    }

    public boolean containsDate(LocalDate date) {
        return (from == null || !date.isBefore(from))
                && (to == null || !date.isAfter(to))
                && (dates.isEmpty() || dates.contains(date));
    }
}
