package io.ordermatrix.lifecycle;

import io.ordermatrix.group.GroupLayout;
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
 * then a long whose bits say which of them are null, and the numbers of outcome and aggressiveness.
 */
@SuppressWarnings("EnumOrdinal") // indexes of arrays, looked up several times for each event
final class LifecycleRows {
    static final List<OrderColumn> KEYS =
            List.of(OrderColumn.TRADE_DATE, OrderColumn.SECURITY_CODE, OrderColumn.ORDER_ID);

    private static final List<LifecycleColumn> COLUMNS = List.of(LifecycleColumn.values());
    private static final int NOT_SHOWN = 3;
    static final GroupLayout LAYOUT = new GroupLayout(KEYS, COLUMNS.size() + NOT_SHOWN, texts());
    private static final int FIRST = LAYOUT.words();
    /** The index of the long with the bits of nulls. */
    static final int NULLS = FIRST + COLUMNS.size();
    /** The index of the long with the outcome's number, from which its label follows. */
    static final int OUTCOME = NULLS + 1;
    /** The index of the long with the aggressiveness's number. */
    static final int AGGRESSIVENESS = OUTCOME + 1;

    /** The labels of all outcomes and classes of aggressiveness, one after the other. */
    private static final byte[] TEXT;
    /** Where the label of each outcome is in the text, as a text value. */
    private static final long[] OUTCOME_LABELS;

    private static final long[] AGGRESSIVENESS_LABELS;

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
        OUTCOME_LABELS = Arrays.stream(Outcome.values())
                .mapToLong(outcome -> labels.get(outcome.label()))
                .toArray();
        AGGRESSIVENESS_LABELS = Arrays.stream(Aggressiveness.values())
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

    /** Puts an outcome into a row. */
    static void put(Outcome outcome, long[][] rows, int row) {
        rows[OUTCOME][row] = outcome.ordinal();
        rows[index(LifecycleColumn.OUTCOME)][row] = OUTCOME_LABELS[outcome.ordinal()];
    }

    /** Puts an aggressiveness into a row. */
    static void put(Aggressiveness aggressiveness, long[][] rows, int row) {
        rows[AGGRESSIVENESS][row] = aggressiveness.ordinal();
        rows[index(LifecycleColumn.AGGRESSIVENESS)][row] = AGGRESSIVENESS_LABELS[aggressiveness.ordinal()];
    }

    /** The columns of the files. */
    static List<ParquetColumn> columns() {
        List<ParquetColumn> columns = new ArrayList<>();
        for (int key = 1; key < KEYS.size(); key++) {
            int at = key;
            columns.add(ParquetColumn.of(
                    KEYS.get(key).columnName(),
                    KEYS.get(key).type(),
                    (rows, from, to, values) -> LAYOUT.unpack(at, rows, from, to, values)));
        }
        COLUMNS.forEach(column -> columns.add(column(column)));
        return columns;
    }

    private static ParquetColumn column(LifecycleColumn column) {
        ParquetColumn.Absence isNull = new ParquetColumn.Absence(NULLS, nullBit(column));
        if (column == LifecycleColumn.ENTERED) {
            return ParquetColumn.ofOptionalBooleans(column.columnName(), index(column), isNull);
        }
        return column.isOptional() || column.type() == ColumnType.STRING
                ? ParquetColumn.ofOptional(column.columnName(), column.type(), index(column), isNull)
                : ParquetColumn.of(column.columnName(), column.type(), index(column));
    }
}
