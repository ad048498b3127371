package io.ordermatrix.synthetic;

import io.ordermatrix.order.OrderColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Makes a different line from a row's unquoted fields. */
@FunctionalInterface
interface RowEdit {
    String edit(List<String> fields);

    /** Changes one column and leaves the others alone. */
    static RowEdit of(OrderColumn column, UnaryOperator<String> change) {
        int index = FeedLayout.COLUMNS.indexOf(column);
        return fields -> {
            List<String> changed = new ArrayList<>(fields);
            changed.set(index, change.apply(fields.get(index)));
            return join(changed);
        };
    }

    /** Replaces the text of one column and leaves the others alone. */
    static RowEdit of(OrderColumn column, String text) {
        return of(column, original -> text);
    }

    static String join(List<String> fields) {
        return String.join(",", fields);
    }
}
