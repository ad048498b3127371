package io.ordermatrix.lifecycle;

import io.ordermatrix.group.GroupLayout;
import io.ordermatrix.group.SortedGroups;
import io.ordermatrix.order.ColumnType;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.parquet.ParquetColumn;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How lifecycles are laid out as longs: date, security and order, then a long for each {@link LifecycleColumn}, in order,
 * then a long whose bits say which of them are null.
 */
final class LifecycleRows {
    static final List<OrderColumn> KEYS =
            List.of(OrderColumn.TRADE_DATE, OrderColumn.SECURITY_CODE, OrderColumn.ORDER_ID);

    private static final List<LifecycleColumn> COLUMNS = List.of(LifecycleColumn.values());
    static final GroupLayout LAYOUT = new GroupLayout(KEYS, COLUMNS.size() + 1, texts());
    /** The index of the long with the bits of nulls. */
    static final int NULLS = LAYOUT.words() + COLUMNS.size();

    /** The labels of all outcomes and classes of aggressiveness, one after the other. */
    private static final byte[] TEXT;
    /** Where each label is in the text, as a text value. */
    private static final Map<String, Long> LABELS = new HashMap<>();

    static {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        Stream.concat(
                        Arrays.stream(Outcome.values()).map(Outcome::label),
                        Arrays.stream(Aggressiveness.values()).map(Aggressiveness::label))
                .distinct()
                .forEach(label -> {
                    byte[] bytes = label.getBytes(StandardCharsets.US_ASCII);
                    LABELS.put(label, (long) text.size() << Integer.SIZE | bytes.length);
                    text.writeBytes(bytes);
                });
        TEXT = text.toByteArray();
    }

    private LifecycleRows() {}

    private static int[] texts() {
        return COLUMNS.stream()
                .filter(column -> column.type() == ColumnType.STRING)
                .mapToInt(COLUMNS::indexOf)
                .toArray();
    }

    /** The index of a column among the longs of a row. */
    static int index(LifecycleColumn column) {
        return LAYOUT.words() + COLUMNS.indexOf(column);
    }

    /** The bit that says that a column is null, as a number. */
    static long nullBit(LifecycleColumn column) {
        return 1L << COLUMNS.indexOf(column);
    }

    static byte[] text() {
        return TEXT.clone();
    }

    static long label(Outcome outcome) {
        return LABELS.get(outcome.label());
    }

    static long label(Aggressiveness aggressiveness) {
        return LABELS.get(aggressiveness.label());
    }

    /** The columns of the files. */
    static List<ParquetColumn> columns() {
        List<ParquetColumn> columns = new ArrayList<>();
        for (int key = 1; key < KEYS.size(); key++) {
            int at = key;
            columns.add(ParquetColumn.of(
                    KEYS.get(key).columnName(),
                    KEYS.get(key).type(),
                    SortedGroups.MOST,
                    (rows, from, to, values) -> LAYOUT.unpack(at, rows, from, to, values)));
        }
        COLUMNS.forEach(column -> columns.add(column(column)));
        return columns;
    }

    private static ParquetColumn column(LifecycleColumn column) {
        long bit = nullBit(column);
        ParquetColumn.Absence isNull = (rows, row) -> (rows[NULLS][row] & bit) != 0;
        if (column == LifecycleColumn.ENTERED) {
            return ParquetColumn.ofOptionalBooleans(column.columnName(), index(column), isNull);
        }
        return column.isOptional() || column.type() == ColumnType.STRING
                ? ParquetColumn.ofOptional(column.columnName(), column.type(), index(column), isNull)
                : ParquetColumn.of(column.columnName(), column.type(), index(column));
    }
}
