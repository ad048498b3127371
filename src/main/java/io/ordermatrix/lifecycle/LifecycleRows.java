package io.ordermatrix.lifecycle;

import io.ordermatrix.group.GroupLayout;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.parquet.ParquetColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How lifecycles are laid out as longs: date, security and order, then a long for each {@link LifecycleColumn}, in order,
 * then a long whose bits say which of them are null. Outcome and aggressiveness are numbers of their labels.
 */
@SuppressWarnings("EnumOrdinal") // indexes of arrays, looked up several times for each event
final class LifecycleRows {
    static final List<OrderColumn> KEYS =
            List.of(OrderColumn.TRADE_DATE, OrderColumn.SECURITY_CODE, OrderColumn.ORDER_ID);

    private static final List<LifecycleColumn> COLUMNS = List.of(LifecycleColumn.values());
    static final GroupLayout LAYOUT = new GroupLayout(KEYS, COLUMNS.size() + 1);
    private static final int FIRST = LAYOUT.words();
    /** The index of the long with the bits of nulls. */
    static final int NULLS = FIRST + COLUMNS.size();

    private LifecycleRows() {}

    /** The index of a column among the longs of a row. */
    static int index(LifecycleColumn column) {
        return FIRST + column.ordinal();
    }

    /** The bit that says that a column is null, as a number. */
    static long nullBit(LifecycleColumn column) {
        return 1L << column.ordinal();
    }

    /** Puts an outcome into a row. */
    static void put(Outcome outcome, long[][] rows, int row) {
        rows[index(LifecycleColumn.OUTCOME)][row] = outcome.ordinal();
    }

    /** Puts an aggressiveness into a row. */
    static void put(Aggressiveness aggressiveness, long[][] rows, int row) {
        rows[index(LifecycleColumn.AGGRESSIVENESS)][row] = aggressiveness.ordinal();
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
        return switch (column) {
            case ENTERED -> ParquetColumn.ofOptionalBooleans(column.columnName(), index(column), isNull);
            case OUTCOME ->
                ParquetColumn.ofOptionalLabels(
                        column.columnName(),
                        Arrays.stream(Outcome.values()).map(Outcome::label).toList(),
                        index(column),
                        isNull);
            case AGGRESSIVENESS ->
                ParquetColumn.ofOptionalLabels(
                        column.columnName(),
                        Arrays.stream(Aggressiveness.values())
                                .map(Aggressiveness::label)
                                .toList(),
                        index(column),
                        isNull);
            default ->
                column.isOptional()
                        ? ParquetColumn.ofOptional(column.columnName(), column.type(), index(column), isNull)
                        : ParquetColumn.of(column.columnName(), column.type(), index(column));
        };
    }
}
