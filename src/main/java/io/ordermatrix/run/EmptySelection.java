package io.ordermatrix.run;

import io.ordermatrix.config.JobConfig;
import io.ordermatrix.input.InputFile;
import io.ordermatrix.input.Split;
import io.ordermatrix.order.FieldFormat;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.order.RowAccounting;
import io.ordermatrix.order.Selection;
import io.ordermatrix.scan.OrderRows;
import io.ordermatrix.scan.OrderSlots;
import io.ordermatrix.scan.RowPredicate;
import io.ordermatrix.scan.ScanSpec;
import io.ordermatrix.scan.SplitReader;
import io.ordermatrix.scan.WantedColumns;
import java.io.IOException;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;

/** What to say of a selection that keeps nothing: which filters dropped the rows, and what there would have been. */
final class EmptySelection {
    private static final int ROWS = 10_000;
    private static final long CHUNK_BYTES = 4L << 20;
    private static final int SHOWN_VALUES = 10;

    private static final Map<String, OrderColumn> COLUMNS = columns();

    private EmptySelection() {}

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
     * A line for the user.
     *
     * @param accounting of the rows, none of which was kept
     * @param file one that could be read; empty if no file was
     */
    static String describe(RowAccounting accounting, Optional<InputFile> file, JobConfig config, Configuration hadoop)
            throws IOException {
        String dropped = accounting.dropped().entrySet().stream()
                .filter(filter -> filter.getValue() > 0)
                .map(filter -> String.format(
                        Locale.ROOT,
                        "%,d by %s",
                        filter.getValue(),
                        filter.getKey().label()))
                .collect(Collectors.joining(", "));
        String none = String.format(
                Locale.ROOT, "The selection keeps none of %,d rows (dropped: %s)", accounting.parsed(), dropped);
        return file.isEmpty() ? none : none + "; " + firstRows(file.get(), config, hadoop);
    }

    /** The values of the columns that can be selected by. */
    private static String firstRows(InputFile file, JobConfig config, Configuration hadoop) throws IOException {
        List<Split> splits = Split.cut(List.of(file), CHUNK_BYTES);
        ScanSpec spec = new ScanSpec(
                List.of(file),
                splits,
                Selection.everything(config.selection().zone()),
                config.format(),
                ScanSpec.OnReject.DROP,
                null);
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
        String found = values.entrySet().stream()
                .map(entry -> entry.getKey() + " "
                        + list(
                                entry.getValue(),
                                text(COLUMNS.get(entry.getKey()), config.feed().fields())))
                .collect(Collectors.joining("; "));
        return String.format(Locale.ROOT, "the first %,d rows of %s have %s", count, file.displayName(), found);
    }

    /** How a column's values are written for the user. */
    private static LongFunction<String> text(OrderColumn column, FieldFormat fields) {
        return switch (column) {
            case TRADE_DATE -> day -> LocalDate.ofEpochDay(day).toString();
            case SECURITY_CODE -> code -> fields.securities().text((int) code);
            default -> Long::toString;
        };
    }

    private static String list(SortedSet<Long> values, LongFunction<String> text) {
        String shown = values.stream().limit(SHOWN_VALUES).map(text::apply).collect(Collectors.joining(", "));
        return values.size() <= SHOWN_VALUES
                ? shown
                : String.format(Locale.ROOT, "%s and %,d more", shown, values.size() - SHOWN_VALUES);
    }
}
