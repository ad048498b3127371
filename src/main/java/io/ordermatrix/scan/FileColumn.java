package io.ordermatrix.scan;

import io.ordermatrix.order.ColumnType;
import io.ordermatrix.order.OrderColumn;
import java.io.Serializable;

/**
 * An optional column of files. A value that can't be read, or that a file does not have, is null.
 *
 * @param name in lower case
 * @param isQuote whether {@link OrderColumn#NO_PRICE} means null
 */
public record FileColumn(String name, ColumnType type, boolean isQuote) implements Serializable {
    /** The column with this name, which is text if the name is unknown. */
    public static FileColumn named(String name) {
        return OrderColumn.named(name)
                .map(known -> new FileColumn(name, known.type(), known.isQuote()))
                .orElseGet(() -> new FileColumn(name, ColumnType.STRING, false));
    }

    public boolean isText() {
        return type == ColumnType.STRING;
    }
}
