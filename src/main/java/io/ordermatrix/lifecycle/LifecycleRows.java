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
@SuppressWarnings("EnumOrdinal") // indexes of arrays, looked up several times for each event
final class LifecycleRows {
    static final List<OrderColumn> KEYS =
            List.of(OrderColumn.TRADE_DATE, OrderColumn.SECURITY_CODE, OrderColumn.ORDER_ID);

    private static final List<LifecycleColumn> COLUMNS = List.of(LifecycleColumn.values());
    static final GroupLayout LAYOUT = new GroupLayout(KEYS, COLUMNS.size() + 1, texts());
    private static final int FIRST = LAYOUT.words();
    /** The index of the long with the bits of nulls. */
    static final int NULLS = LAYOUT.words() + COLUMNS.size();

    /** The labels of all outcomes and classes of aggressiveness, one after the other. */
    private static final byte[] TEXT;
    /** Where the label of each outcome is in the text, as a text value. */
    private static final long[] OUTCOMES;

    private static final long[] AGGRESSIVENESS;

    static {
        Map<String, Long> labels = new HashMap<>();
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        Stream.concat(
                        Arrays.stream(Outcome.values()).map(Outcome::label),
                        Arrays.stream(Aggressiveness.values()).map(Aggressiveness::label))
                .distinct()
                .forEach(label -> {
                    byte[] bytes = label.getBytes(StandardCharsets.US_ASCII);
                    labels.put(label, (long) text.size() << Integer.SIZE | bytes.length);
                    text.writeBytes(bytes);
                });
        TEXT = text.toByteArray();
        OUTCOMES = Arrays.stream(Outcome.values())
                .mapToLong(outcome -> labels.get(outcome.label()))
                .toArray();
        AGGRESSIVENESS = Arrays.stream(Aggressiveness.values())
                .mapToLong(aggressiveness -> labels.get(aggressiveness.label()))
                .toArray();
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
        return FIRST + column.ordinal();
    }

    /** The bit that says that a column is null, as a number. */
    static long nullBit(LifecycleColumn column) {
        return 1L << column.ordinal();
    }

    static byte[] text() {
        return TEXT.clone();
    }

    static long label(Outcome outcome) {
        return OUTCOMES[outcome.ordinal()];
    }

    static long label(Aggressiveness aggressiveness) {
        return AGGRESSIVENESS[aggressiveness.ordinal()];
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
