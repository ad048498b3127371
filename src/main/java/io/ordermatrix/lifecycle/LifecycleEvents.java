package io.ordermatrix.lifecycle;

import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.orders.EventLayout;
import io.ordermatrix.scan.FileColumn;
import java.util.List;
import java.util.stream.Stream;

/** The events behind lifecycles: which of their columns are read, and how they are spilled. */
public final class LifecycleEvents {
    private static final List<OrderColumn> KEYS =
            List.of(OrderColumn.TRADE_DATE, OrderColumn.SECURITY_CODE, OrderColumn.ORDER_ID, OrderColumn.TIMESTAMP);

    private static final List<OrderColumn> VALUES = List.of(
            OrderColumn.PRICE,
            OrderColumn.SIDE,
            OrderColumn.QUANTITY,
            OrderColumn.LEAVESQUANTITY,
            OrderColumn.TOTALMATCHEDQUANTITY,
            OrderColumn.EXCHANGEORDERTYPE,
            OrderColumn.PARTICIPANTID,
            OrderColumn.ORDERSTATUS);

    /** The optional columns of files that say more about an order. Where a file lacks them, that is not known. */
    public static final List<FileColumn> OPTIONAL = Stream.of(
                    OrderColumn.CHANGEREASON,
                    OrderColumn.BID,
                    OrderColumn.OFFER,
                    OrderColumn.NATIONAL_BID,
                    OrderColumn.NATIONAL_OFFER)
            .map(column -> FileColumn.named(column.columnName()))
            .toList();

    /** An order is compared with the quotes at its first event. */
    private static final List<FileColumn> OF_FIRST = OPTIONAL.subList(EventColumns.FIRST_QUOTE, OPTIONAL.size());

    private static final List<OrderColumn> OF_LAST = List.of(OrderColumn.LEAVESQUANTITY, OrderColumn.ORDERSTATUS);

    private LifecycleEvents() {}

    /**
     * How the events are spilled.
     *
     * @param read all optional columns that are read of a file, with those of {@link #OPTIONAL} among them
     */
    public static EventLayout layout(List<FileColumn> read) {
        return new EventLayout(KEYS, VALUES, OPTIONAL, read, OF_FIRST, OF_LAST);
    }
}
