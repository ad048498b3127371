package io.ordermatrix.report;

import com.univocity.parsers.common.record.Record;
import io.ordermatrix.output.ResultTables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The events and the shares of every value of one key, from its rollup. */
final class KeyTotals {
    private final Map<Integer, Totals> byValue = new LinkedHashMap<>();

    /** Events, and the sum of their quantities in shares. */
    record Totals(long events, long quantity) {
        private static final Totals NONE = new Totals(0, 0);
    }

    private KeyTotals() {}

    static KeyTotals read(ResultTables tables, String fileName, String key) throws IOException {
        KeyTotals totals = new KeyTotals();
        for (Record row : tables.rows(fileName)) {
            totals.byValue.put(
                    Integer.valueOf(row.getString(key)),
                    new Totals(Long.parseLong(row.getString("events")), Long.parseLong(row.getString("quantity_sum"))));
        }
        return totals;
    }

    Totals of(int value) {
        return byValue.getOrDefault(value, Totals.NONE);
    }

    /** All values of the rollup, and some others, those with the most events first. */
    List<Integer> ranked(Collection<Integer> others) {
        List<Integer> values = new ArrayList<>(byValue.keySet());
        others.stream().filter(value -> !byValue.containsKey(value)).forEach(values::add);
        Comparator<Integer> busiest =
                Comparator.comparingLong(value -> of(value).events());
        values.sort(busiest.reversed().thenComparing(Comparator.naturalOrder()));
        return values;
    }

    List<Integer> values() {
        return List.copyOf(byValue.keySet());
    }
}
