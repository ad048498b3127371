package io.ordermatrix.scan;

import io.ordermatrix.order.ColumnType;
import io.ordermatrix.order.OrderColumn;
import java.io.Serializable;

/**
 * A column that files can have and rows do not need. A value that can't be read, or that a file does not have, is null.
 *
 * @param name in lower case
 * @param isQuote whether {@link OrderColumn#NO_PRICE} is null
 */
public record FileColumn(String name, ColumnType type, boolean isQuote) implements Serializable {
    /** The column of that name, which is text if its name means nothing here. */
    public static FileColumn named(String name) {
        return OrderColumn.named(name)
                .map(known -> new FileColumn(name, known.type(), known.isQuote()))
                .orElseGet(() -> new FileColumn(name, ColumnType.STRING, false));
    }

    public boolean isText() {
        return type == ColumnType.STRING;
    }
}
