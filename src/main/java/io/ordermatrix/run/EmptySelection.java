package io.ordermatrix.run;

import io.ordermatrix.input.InputFile;
import io.ordermatrix.input.Split;
import io.ordermatrix.order.FeedFormat;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.order.Selection;
import io.ordermatrix.scan.OrderRows;
import io.ordermatrix.scan.OrderSlots;
import io.ordermatrix.scan.RowPredicate;
import io.ordermatrix.scan.ScanSpec;
import io.ordermatrix.scan.SplitReader;
import io.ordermatrix.scan.WantedColumns;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;

/** What the first rows of a file have, for somebody whose selection keeps none of them. */
final class FirstRows {
    private static final int ROWS = 10_000;
    private static final long CHUNK_BYTES = 4L << 20;
    private static final int SHOWN_VALUES = 10;

    private static final Map<String, OrderColumn> COLUMNS = columns();

    private FirstRows() {}

    private static Map<String, OrderColumn> columns() {
        Map<String, OrderColumn> columns = new LinkedHashMap<>();
        columns.put("dates", OrderColumn.TRADE_DATE);
        columns.put("hours", OrderColumn.HOUR);
        columns.put("securities", OrderColumn.SECURITY_CODE);
        columns.put("participants", OrderColumn.PARTICIPANTID);
        columns.put("order types", OrderColumn.EXCHANGEORDERTYPE);
        return columns;
    }

    /**
     * The values of the columns that can be selected by, in one line.
     *
     * @param zone of dates and hours
     */
    static String describe(InputFile file, FeedFormat format, ZoneId zone, Configuration hadoop) throws IOException {
        List<Split> splits = Split.cut(List.of(file), CHUNK_BYTES);
        ScanSpec spec =
                new ScanSpec(List.of(file), splits, Selection.everything(zone), format, ScanSpec.OnReject.DROP, null);
        BitSet slots = new BitSet();
        COLUMNS.values().forEach(column -> slots.set(OrderSlots.of(column)));
        OrderRows rows = new OrderRows(spec, new RowPredicate.Constant(true), WantedColumns.of(slots));
        Map<String, SortedSet<Long>> values = new LinkedHashMap<>();
        COLUMNS.keySet().forEach(name -> values.put(name, new TreeSet<>()));
        int count = 0;
        try (SplitReader reader = new SplitReader(spec, splits.get(0), rows, 0, hadoop)) {
            while (count < ROWS && reader.next()) {
                for (int row = 0; row < reader.batch().size(); row++) {
                    for (Map.Entry<String, OrderColumn> column : COLUMNS.entrySet()) {
                        values.get(column.getKey()).add(reader.batch().column(OrderSlots.of(column.getValue()))[row]);
                    }
                }
                count += reader.batch().size();
            }
        }
        return "the first %,d rows of %s have %s"
                .formatted(
                        count,
                        file.displayName(),
                        values.entrySet().stream()
                                .map(entry -> entry.getKey() + " " + list(entry.getKey(), entry.getValue()))
                                .collect(Collectors.joining("; ")));
    }

    private static String list(String name, SortedSet<Long> values) {
        LongFunction<String> text = COLUMNS.get(name) == OrderColumn.TRADE_DATE
                ? day -> LocalDate.ofEpochDay(day).toString()
                : Long::toString;
        String shown = values.stream().limit(SHOWN_VALUES).map(text::apply).collect(Collectors.joining(", "));
        return values.size() <= SHOWN_VALUES ? shown : "%s and %,d more".formatted(shown, values.size() - SHOWN_VALUES);
    }
}
