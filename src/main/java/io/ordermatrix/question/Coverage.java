package io.ordermatrix.question;

import io.ordermatrix.config.ConfigKey;
import io.ordermatrix.config.ConfigKeys;
import io.ordermatrix.order.SecurityType;
import io.ordermatrix.order.Selection;
import io.ordermatrix.order.TradingHours;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Compares the selection that is asked for with the one that results have. */
final class Coverage {
    private final Selection asked;
    private final Selection held;
    private final List<String> problems = new ArrayList<>();

    private Coverage(Selection asked, Selection held) {
        this.asked = asked;
        this.held = held;
    }

    /** A line for each filter that asks for more than there is. */
    static List<String> problems(Selection asked, Selection held, SecurityType securities) {
        Coverage coverage = new Coverage(asked, held);
        if (!asked.zone().equals(held.zone())) {
            coverage.add(ConfigKeys.ZONE, held.zone(), asked.zone());
        }
        coverage.compareDates();
        coverage.compare(ConfigKeys.SECURITIES, names(asked, securities), names(held, securities));
        coverage.compare(ConfigKeys.PARTICIPANTS, asked.participants(), held.participants());
        coverage.compare(ConfigKeys.ORDER_TYPES, asked.orderTypes(), held.orderTypes());
        held.tradingHours().ifPresent(hours -> {
            if (!hours.contains(asked.tradingHours().orElse(TradingHours.ALL))) {
                coverage.add(
                        ConfigKeys.HOURS,
                        hours,
                        asked.tradingHours().map(TradingHours::toString).orElse("all"));
            }
        });
        return coverage.problems;
    }

    private static List<String> names(Selection selection, SecurityType securities) {
        return selection.securities().stream().map(securities::text).toList();
    }

    private void add(ConfigKey<?> filter, Object has, Object wanted) {
        problems.add("%s: the results have %s, but %s is asked for".formatted(filter, has, wanted));
    }

    private <T> void compare(ConfigKey<?> filter, List<T> wanted, List<T> has) {
        if (has.isEmpty()) {
            return;
        }
        List<T> missing = wanted.stream().filter(code -> !has.contains(code)).toList();
        if (wanted.isEmpty() || !missing.isEmpty()) {
            add(filter, list(has), wanted.isEmpty() ? "all" : list(missing));
        }
    }

    private static String list(List<?> values) {
        return values.stream().map(Object::toString).collect(Collectors.joining(","));
    }

    private void compareDates() {
        if (!asked.dates().isEmpty()) {
            List<LocalDate> missing = asked.dates().stream()
                    .filter(date -> !held.containsDate(date))
                    .toList();
            if (!missing.isEmpty()) {
                add(ConfigKeys.DATES, dates(), list(missing));
            }
        } else if (held.dates().isEmpty()) {
            compareBounds();
        } else if (asked.from() == null
                || asked.to() == null
                || !asked.from().datesUntil(asked.to().plusDays(1)).allMatch(held::containsDate)) {
            add(ConfigKeys.DATES, dates(), range(asked));
        }
    }

    private void compareBounds() {
        if (held.from() != null && (asked.from() == null || asked.from().isBefore(held.from()))) {
            add(ConfigKeys.FROM, range(held), range(asked));
        }
        if (held.to() != null && (asked.to() == null || asked.to().isAfter(held.to()))) {
            add(ConfigKeys.TO, range(held), range(asked));
        }
    }

    private String dates() {
        return held.dates().isEmpty() ? range(held) : list(held.dates());
    }

    private static String range(Selection selection) {
        if (selection.from() == null && selection.to() == null) {
            return "every date";
        }
        String from = selection.from() == null ? "" : "from " + selection.from();
        String to = selection.to() == null ? "" : "to " + selection.to();
        return (from + " " + to).strip();
    }
}
