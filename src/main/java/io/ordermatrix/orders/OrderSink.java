package io.ordermatrix.orders;

import io.ordermatrix.group.SpillWriter;
import io.ordermatrix.scan.BatchSink;
import io.ordermatrix.scan.FileColumn;
import io.ordermatrix.scan.RowBatch;
import io.ordermatrix.scan.WantedColumns;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Sorts the events of a split, a buffer at a time, and spills them. */
public final class OrderSink implements BatchSink {
    /** The number of events that are sorted at a time: about 50 MB. */
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
     * @param directory the directory's full name
     * @param others optional columns of the files
     */
    public static BatchSink.Factory into(String directory, List<FileColumn> others) {
        OrderLayout kind = new OrderLayout(others);
        return (split, attempt, hadoop) -> open(directory, kind, split, attempt, hadoop);
    }

    private static OrderSink open(String directory, OrderLayout kind, int split, long attempt, Configuration hadoop)
            throws IOException {
        return new OrderSink(
                new OrderBuffer(kind, BUFFERED),
                new SpillWriter(kind.layout(), new Path(directory), split, attempt, hadoop));
    }

    /** The columns that the sink reads. */
    public static WantedColumns wanted(List<FileColumn> others) {
        return new OrderLayout(others).wanted();
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
