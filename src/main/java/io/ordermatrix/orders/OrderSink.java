package io.ordermatrix.orders;

import io.ordermatrix.group.GroupLayout;
import io.ordermatrix.group.SpillWriter;
import io.ordermatrix.scan.BatchSink;
import io.ordermatrix.scan.OrderSlots;
import io.ordermatrix.scan.RowBatch;
import java.io.IOException;
import java.util.BitSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Sorts the events of a split, a buffer at a time, and spills them. */
public final class OrderSink implements BatchSink {
    /** Events that are sorted at a time: about 50 MB. */
    private static final int BUFFERED = 1 << 20;

    private final OrderBuffer buffer;
    private final SpillWriter spills;

    private OrderSink(OrderBuffer buffer, SpillWriter spills) {
        this.buffer = buffer;
        this.spills = spills;
    }

    /**
     * Sinks that spill into a directory.
     *
     * @param directory its full name
     */
    public static BatchSink.Factory into(String directory) {
        return (split, attempt, hadoop) -> open(directory, split, attempt, hadoop);
    }

    private static OrderSink open(String directory, int split, long attempt, Configuration hadoop) throws IOException {
        GroupLayout layout = new OrderLayout().layout();
        return new OrderSink(
                new OrderBuffer(BUFFERED), new SpillWriter(layout, new Path(directory), split, attempt, hadoop));
    }

    /** The slots of a batch that it keeps. */
    public static BitSet slots() {
        BitSet slots = new BitSet();
        OrderLayout.COLUMNS.forEach(column -> slots.set(OrderSlots.of(column)));
        return slots;
    }

    @Override
    public void add(RowBatch batch) throws IOException {
        if (buffer.isFull()) {
            buffer.spill(spills);
        }
        buffer.add(batch);
    }

    @Override
    public void commit() throws IOException {
        buffer.spill(spills);
        spills.commit();
    }

    @Override
    public void close() throws IOException {
        spills.close();
    }
}
