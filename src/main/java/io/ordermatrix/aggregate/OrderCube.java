package io.ordermatrix.aggregate;

import io.ordermatrix.order.OrderColumn;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The one aggregated table, at the grain of security, date, participant, hour and size bucket. */
public final class OrderCube {
    /** The cube's keys, in the order of its columns and of its rows. */
    public static final List<String> KEYS = Stream.of(
                    OrderColumn.SECURITY_CODE,
                    OrderColumn.TRADE_DATE,
                    OrderColumn.PARTICIPANTID,
                    OrderColumn.HOUR,
                    OrderColumn.SIZE_BUCKET)
            .map(OrderColumn::columnName)
            .toList();

    private OrderCube() {}

    /**
     * The cube of order events.
     *
     * @param events with the columns of {@link io.ordermatrix.source.OrderEvents#read}
     * @return the keys, the {@linkplain Measures#NAMES measures}, and two sums that only merging needs: price_sum BIGINT
     *     and quantity_square_sum DECIMAL(38,0)
     */
    public static Dataset<Row> of(Dataset<Row> events) {
        return Measures.present(Measures.collect(events, KEYS), KEYS);
    }
}
