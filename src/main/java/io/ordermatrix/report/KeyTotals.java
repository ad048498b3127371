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

/** Sums by value of one key, from its rollup. */
final class KeyTotals {
    private static final long[] NONE = new long[GrainTable.CUBE.measures().size()];

    /** In the order of {@link GrainTable#CUBE}, of which the first is the number of events. */
    private final Map<Integer, long[]> byValue = new LinkedHashMap<>();

    private KeyTotals() {}

    static KeyTotals read(ResultTables tables, String fileName, String key) throws IOException {
        KeyTotals totals = new KeyTotals();
        for (Record row : tables.rows(fileName)) {
            totals.byValue.put(
                    Integer.valueOf(row.getString(key)),
                    GrainTable.CUBE.measures().stream()
                            .mapToLong(measure -> Long.parseLong(row.getString(measure)))
                            .toArray());
        }
        return totals;
    }

    /** The sum of a measure, given by its index in {@link GrainTable#CUBE}. */
    long of(int value, int measure) {
        return byValue.getOrDefault(value, NONE)[measure];
    }

    /** All values of the rollup, and some others, those with the most events first. */
    List<Integer> ranked(Collection<Integer> others) {
        List<Integer> values = new ArrayList<>(byValue.keySet());
        others.stream().filter(value -> !byValue.containsKey(value)).forEach(values::add);
        Comparator<Integer> busiest = Comparator.comparingLong(value -> of(value, 0));
        values.sort(busiest.reversed().thenComparing(Comparator.naturalOrder()));
        return values;
    }

    List<Integer> values() {
        return List.copyOf(byValue.keySet());
    }
}
