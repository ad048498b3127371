package io.ordermatrix.orders;

import io.ordermatrix.group.GroupLayout;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.spark.Columns;
import io.ordermatrix.spark.GroupRows;
import io.ordermatrix.spark.OrderSchema;
import java.util.List;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.apache.spark.sql.types.StructType;

/** Spilled events as rows of a result. */
final class OrderColumns implements GroupRows {
    private static final long serialVersionUID = 1;

    private final GroupLayout layout = new OrderLayout().layout();

    @Override
    public StructType schema() {
        return OrderSchema.EVENTS;
    }

    @Override
    public List<String> sortedBy() {
        return OrderLayout.KEYS.stream().map(OrderColumn::columnName).toList();
    }

    @Override
    public void put(long[] group, WritableColumnVector[] columns, int row) {
        for (int at = 0; at < columns.length; at++) {
            OrderColumn column = OrderLayout.COLUMNS.get(at);
            int key = OrderLayout.KEYS.indexOf(column);
            long value =
                    key >= 0 ? layout.key(key, group, 0) : group[layout.words() + OrderLayout.VALUES.indexOf(column)];
            Columns.put(columns[at], column.type(), row, value);
        }
    }
}
