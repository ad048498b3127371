package io.ordermatrix.source;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/** Hands the rows of a chunk group to Spark in columns that are used again for each batch: events, or groups of them. */
abstract class OrderPartitionReader implements PartitionReader<ColumnarBatch> {
    private final GroupReader reader;
    private final EventColumns columns;
    private final ColumnarBatch batch;

    private OrderPartitionReader(GroupReader reader, EventColumns columns) {
        this.reader = reader;
        this.columns = columns;
        batch = new ColumnarBatch(columns.columns());
    }

    static OrderPartitionReader open(
            ScanSpec spec, ScanQuery query, ChunkGroup group, long attempt, Configuration hadoop) throws IOException {
        OrderRows rows = new OrderRows(spec, query.predicate(), query.places());
        GroupReader reader = new GroupReader(spec, group, rows, attempt, hadoop);
        EventColumns columns = new EventColumns(query.schema());
        return query.aggregation().isPresent()
                ? new Groups(reader, columns, new GroupedAggregate(query.grouping(), GroupedAggregate.MOST_GROUPS))
                : new Events(reader, columns);
    }

    final EventColumns columns() {
        return columns;
    }

    final GroupReader reader() {
        return reader;
    }

    @Override
    public final boolean next() throws IOException {
        int rows = nextBatch();
        batch.setNumRows(rows);
        return rows > 0;
    }

    /** Fills the columns and says with how many rows; 0 at the end. */
    abstract int nextBatch() throws IOException;

    @Override
    public final ColumnarBatch get() {
        return batch;
    }

    @Override
    public final CustomTaskMetric[] currentMetricsValues() {
        return new CustomTaskMetric[] {
            new ScanMetric.KeptRows().of(reader.keptRows()),
            new ScanMetric.DroppedRows().of(reader.droppedRows()),
            new ScanMetric.RejectedRows().of(reader.rejectedRows()),
            new ScanMetric.ReadBytes().of(reader.readBytes())
        };
    }

    @Override
    public final void close() throws IOException {
        batch.close();
        reader.close();
    }

    /** Events, as they come. */
    private static final class Events extends OrderPartitionReader {
        Events(GroupReader reader, EventColumns columns) {
            super(reader, columns);
        }

        @Override
        int nextBatch() throws IOException {
            while (reader().next()) {
                int rows = reader().batch().size();
                if (rows > 0) {
                    columns().fill(reader());
                    return rows;
                }
            }
            return 0;
        }
    }

    /** Groups, handed over when there are no more rows or the aggregate is full. */
    private static final class Groups extends OrderPartitionReader {
        private final GroupedAggregate aggregate;
        private int handedOver;
        private boolean ended;

        Groups(GroupReader reader, EventColumns columns, GroupedAggregate aggregate) {
            super(reader, columns);
            this.aggregate = aggregate;
        }

        @Override
        int nextBatch() throws IOException {
            if (handedOver == aggregate.size()) {
                aggregate.clear();
                handedOver = 0;
                readGroups();
            }
            int count = Math.min(RowBatch.CAPACITY, aggregate.size() - handedOver);
            columns().reset();
            aggregate.write(handedOver, count, columns().columns());
            handedOver += count;
            return count;
        }

        private void readGroups() throws IOException {
            while (!ended && !aggregate.isFull()) {
                // Nothing else looks before the whole chunk is read.
                TaskContext.get().killTaskIfInterrupted();
                ended = !reader().next();
                if (!ended) {
                    aggregate.add(reader().batch());
                }
            }
        }
    }
}
