package io.ordermatrix.orders;

import io.ordermatrix.group.GroupLayout;
import io.ordermatrix.group.KeyRange;
import io.ordermatrix.group.SortedGroups;
import io.ordermatrix.group.SpillKind;
import io.ordermatrix.group.SpillMerge;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.scan.OrderSlots;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;

/** How selected events are spilled: sorted by cell, time and order, with all columns of the result. */
record OrderLayout() implements SpillKind {
    private static final long serialVersionUID = 1;

    /** What events are sorted by. */
    static final List<OrderColumn> KEYS =
            List.of(OrderColumn.TRADE_DATE, OrderColumn.SECURITY_CODE, OrderColumn.TIMESTAMP, OrderColumn.ORDER_ID);

    /** The columns of an event, in the order of the result. */
    static final List<OrderColumn> COLUMNS = Stream.concat(
                    OrderColumn.needed().stream(), OrderColumn.derived().stream())
            .toList();

    /** The columns that are no keys, in the order in which they follow the key. */
    static final List<OrderColumn> VALUES =
            COLUMNS.stream().filter(column -> !KEYS.contains(column)).toList();

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
