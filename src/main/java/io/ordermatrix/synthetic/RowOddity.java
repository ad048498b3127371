package io.ordermatrix.synthetic;

import io.ordermatrix.order.OrderColumn;
import java.util.List;

/** Writes rows in unusual but valid ways, which a reader must not reject. */
final class RowOddity {
    private static final List<RowEdit> WAYS = List.of(
            RowEdit.of(OrderColumn.PRICE, text -> text + ".0"),
            RowEdit.of(OrderColumn.PRICE, text -> ' ' + text + ' '),
            RowEdit.of(OrderColumn.PRICE, text -> '+' + text),
            RowEdit.of(OrderColumn.PRICE, text -> '"' + text + '"'),
            RowEdit.of(OrderColumn.QUANTITY, text -> "00" + text),
            RowEdit.of(OrderColumn.ORDER_ID, text -> "  +" + text + ' '),
            RowEdit.of(OrderColumn.SIDE, text -> '"' + text + '"'),
            RowEdit.of(OrderColumn.TIMEVALIDITY, text -> '"' + text + '"'),
            RowEdit.of(OrderColumn.TIMEVALIDITYDECODED, text -> '"' + text + '"'),
            RowEdit.of(OrderColumn.TIMEVALIDITYDECODED, text -> '"' + text + ", or \"\"until cancelled\"\"\""));

    private long written;

    /** Rewrites a valid row in the way whose turn it is; its values stay the same. */
    String write(List<String> fields) {
        return WAYS.get((int) (written++ % WAYS.size())).edit(fields);
    }
}
