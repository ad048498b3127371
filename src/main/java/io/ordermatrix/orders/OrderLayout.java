package io.ordermatrix.orders;

import io.ordermatrix.group.GroupLayout;
import io.ordermatrix.group.KeyRange;
import io.ordermatrix.group.SortedGroups;
import io.ordermatrix.group.SpillMerge;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.parquet.ParquetColumn;
import io.ordermatrix.scan.OrderSlots;
import io.ordermatrix.table.TableKind;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;

/** How selected events are spilled: sorted by cell, time and order, with all columns of the result. */
record OrderLayout() implements TableKind {
    private static final long serialVersionUID = 1;

    /** The columns that events are sorted by. */
    static final List<OrderColumn> KEYS =
            List.of(OrderColumn.TRADE_DATE, OrderColumn.SECURITY_CODE, OrderColumn.TIMESTAMP, OrderColumn.ORDER_ID);

    /** The word of a packed key that holds date and security. */
    static final int CELL_WORD = 0;

    /** The word that holds the time. */
    static final int TIME_WORD = 1;

    /** The word that holds the order. */
    static final int ORDER_WORD = 2;

    /** The columns of an event, in the order of the result. */
    static final List<OrderColumn> COLUMNS = Stream.concat(
                    OrderColumn.needed().stream(), OrderColumn.derived().stream())
            .toList();

    /** The columns that are no keys, in the order in which they follow the key. */
    static final List<OrderColumn> VALUES =
            COLUMNS.stream().filter(column -> !KEYS.contains(column)).toList();

    @Override
    public String rowName() {
        return "order_event";
    }

    @Override
    public List<ParquetColumn> columns() {
        return COLUMNS.stream()
                .filter(column -> column != OrderColumn.TRADE_DATE)
                .map(this::column)
                .toList();
    }

    private ParquetColumn column(OrderColumn column) {
        GroupLayout layout = layout();
        int key = KEYS.indexOf(column);
        return key < 0
                ? ParquetColumn.of(column.columnName(), column.type(), layout.words() + VALUES.indexOf(column))
                : ParquetColumn.of(
                        column.columnName(),
                        column.type(),
                        SortedGroups.MOST,
                        (rows, from, to, values) -> layout.unpack(key, rows, from, to, values));
    }

    @Override
    public GroupLayout layout() {
        return new GroupLayout(KEYS, VALUES.size());
    }

    /** Every event for itself. */
    @Override
    public SortedGroups merge(KeyRange range, Configuration hadoop) throws IOException {
        return new SpillMerge(range, layout(), hadoop);
    }

    /** The slots of a batch that follow the key. */
    static int[] valueSlots() {
        return VALUES.stream().mapToInt(OrderSlots::of).toArray();
    }
}
