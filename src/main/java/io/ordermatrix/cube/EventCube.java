package io.ordermatrix.cube;

import io.ordermatrix.group.Aggregate;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.scan.OrderSlots;
import io.ordermatrix.spark.OrderSchema;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;

/**
 * Groups events through Spark's API, which pushes the grouping down if the events come from our reader, and presents
 * the groups as a cube.
 */
final class EventCube {
    private static final int KEYS = OrderCube.KEY_COLUMNS.size();

    private EventCube() {}

    static Dataset<Row> of(Dataset<Row> events) {
        boolean isMeasured = Arrays.asList(events.columns())
                .containsAll(OrderColumn.computed().stream()
                        .map(OrderColumn::columnName)
                        .toList());
        Dataset<Row> measured = isMeasured ? events : OrderSchema.measured(events);
        Column[] columns = Measures.COLLECTED.stream().map(EventCube::column).toArray(Column[]::new);
        return measured.groupBy(OrderCube.KEYS.stream().map(functions::col).toArray(Column[]::new))
                .agg(columns[0], Arrays.copyOfRange(columns, 1, columns.length))
                .map((MapFunction<Row, Row>) EventCube::present, Encoders.row(CubeTable.SCHEMA));
    }

    private static Column column(Aggregate aggregate) {
        if (aggregate.slot() == OrderSlots.ONE) {
            return functions.count(functions.lit(1));
        }
        Column value = functions.col(OrderSlots.column(aggregate.slot()).columnName());
        return switch (aggregate.function()) {
            case SUM -> functions.sum(value);
            case MIN -> functions.min(value);
            case MAX -> functions.max(value);
        };
    }

    private static Row present(Row group) {
        long[] totals = new long[Measures.COLLECTED.size()];
        for (int at = 0; at < totals.length; at++) {
            totals[at] = ((Number) group.get(KEYS + at)).longValue();
        }
        List<Measure> measures = Measures.OF_CUBE;
        Object[] row = new Object[KEYS + measures.size()];
        for (int at = 0; at < KEYS; at++) {
            row[at] = group.get(at);
        }
        for (int at = 0; at < measures.size(); at++) {
            row[KEYS + at] = measures.get(at).value(totals, column -> 1);
        }
        return RowFactory.create(row);
    }
}
