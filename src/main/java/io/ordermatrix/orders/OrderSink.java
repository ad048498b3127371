package io.ordermatrix.orders;

import io.ordermatrix.group.SpillWriter;
import io.ordermatrix.scan.BatchSink;
import io.ordermatrix.scan.RowBatch;
import java.io.IOException;
import org.apache.hadoop.fs.Path;

/** Sorts the events of a split, a buffer at a time, and spills them. */
public final class OrderSink implements BatchSink {
    /** How many bytes of events are sorted at a time: what the caches of most machines hold. */
    private static final int BUFFERED_BYTES = 1 << 25;

    private final OrderBuffer buffer;
    private final SpillWriter spills;

    private OrderSink(OrderBuffer buffer, SpillWriter spills) {
        this.buffer = buffer;
        this.spills = spills;
    }

    /**
     * Sinks that spill into a directory.
     *
     * @param directory the directory's full name
     */
    public static BatchSink.Factory into(String directory, EventLayout kind) {
        return (split, attempt, hadoop) -> new OrderSink(
                new OrderBuffer(kind, BUFFERED_BYTES),
                new SpillWriter(kind.layout(), new Path(directory), split, attempt, hadoop));
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
