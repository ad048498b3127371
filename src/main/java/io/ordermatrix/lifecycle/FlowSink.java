package io.ordermatrix.lifecycle;

import io.ordermatrix.group.GroupSink;
import io.ordermatrix.group.SortedGroups;
import io.ordermatrix.order.ExchangeClock;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.scan.BatchSink;
import io.ordermatrix.scan.OrderSlots;
import io.ordermatrix.scan.RowBatch;
import io.ordermatrix.table.RowObserver;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Groups lifecycles as they are written, and spills the groups: order flow. */
final class FlowSink implements RowObserver {
    private static final int SECURITY = LifecycleRows.KEYS.indexOf(OrderColumn.SECURITY_CODE);

    private final BatchSink sink;
    private final ExchangeClock clock;
    private final RowBatch batch = new RowBatch(FlowMeasures.SUMS.size());
    private final Lifecycle order = new Lifecycle();

    private FlowSink(BatchSink sink, ZoneId zone) {
        this.sink = sink;
        clock = new ExchangeClock(zone);
    }

    /**
     * Sinks that spill into a directory.
     *
     * @param directory the directory's full name
     * @param zone of the hours
     */
    static RowObserver.Factory into(String directory, ZoneId zone) {
        return (piece, attempt, hadoop) -> open(directory, zone, piece, attempt, hadoop);
    }

    private static FlowSink open(String directory, ZoneId zone, int piece, long attempt, Configuration hadoop)
            throws IOException {
        return new FlowSink(
                GroupSink.into(new Path(directory).toString(), FlowMeasures.GROUPING)
                        .open(piece, attempt, hadoop),
                zone);
    }

    @Override
    public void see(SortedGroups rows) throws IOException {
        int count = rows.to() - rows.from();
        batch.setSize(count);
        LifecycleRows.LAYOUT.unpack(
                SECURITY,
                rows.columns(),
                rows.from(),
                rows.to(),
                batch.column(OrderSlots.of(OrderColumn.SECURITY_CODE)));
        long[] times = rows.columns()[LifecycleRows.index(LifecycleColumn.FIRST_TIMESTAMP)];
        long[] participants = rows.columns()[LifecycleRows.index(LifecycleColumn.PARTICIPANTID)];
        System.arraycopy(participants, rows.from(), batch.column(OrderSlots.of(OrderColumn.PARTICIPANTID)), 0, count);
        long[] first = batch.column(OrderSlots.of(OrderColumn.TIMESTAMP));
        System.arraycopy(times, rows.from(), first, 0, count);
        clock.read(
                first,
                count,
                batch.column(OrderSlots.of(OrderColumn.TRADE_DATE)),
                batch.column(OrderSlots.of(OrderColumn.HOUR)));
        for (int sum = 0; sum < FlowMeasures.SUMS.size(); sum++) {
            Arrays.fill(batch.other(sum), 0, count, 0);
        }
        for (int row = 0; row < count; row++) {
            order.moveTo(rows.columns(), rows.from() + row);
            FlowMeasures.put(order, batch, row);
        }
        sink.add(batch);
    }

    @Override
    public byte[] result() throws IOException {
        sink.commit();
        return new byte[0];
    }

    @Override
    public void close() throws IOException {
        sink.close();
    }
}
