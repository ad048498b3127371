package io.ordermatrix.source;

import io.ordermatrix.group.Aggregate;
import io.ordermatrix.group.GroupTable;
import io.ordermatrix.group.Grouping;
import io.ordermatrix.input.Split;
import io.ordermatrix.scan.OrderRows;
import io.ordermatrix.scan.RowBatch;
import io.ordermatrix.scan.ScanSpec;
import io.ordermatrix.scan.SplitReader;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/** Passes the rows of a split to Spark, either events or groups, in columns that are reused for each batch. */
abstract class OrderPartitionReader implements PartitionReader<ColumnarBatch> {
    private final SplitReader reader;
    private final EventColumns columns;
    private final ColumnarBatch batch;

    private OrderPartitionReader(SplitReader reader, EventColumns columns) {
        this.reader = reader;
        this.columns = columns;
        batch = new ColumnarBatch(columns.columns());
    }

    static OrderPartitionReader open(ScanSpec spec, ScanQuery query, Split split, long attempt, Configuration hadoop)
            throws IOException {
        OrderRows rows = new OrderRows(spec, query.predicate(), query.wanted());
        SplitReader reader = new SplitReader(spec, split, rows, attempt, hadoop);
        EventColumns columns = new EventColumns(query.schema());
        return query.aggregation()
                .<OrderPartitionReader>map(grouping -> new Groups(reader, columns, grouping))
                .orElseGet(() -> new Events(reader, columns));
    }

    final EventColumns columns() {
        return columns;
    }

    final SplitReader reader() {
        return reader;
    }

    @Override
    public final boolean next() throws IOException {
        int rows = nextBatch();
        batch.setNumRows(rows);
        return rows > 0;
    }

    /** Fills the columns and returns the number of rows; 0 at the end. */
    abstract int nextBatch() throws IOException;

    @Override
    public final ColumnarBatch get() {
        return batch;
    }

    @Override
    public final CustomTaskMetric[] currentMetricsValues() {
        return ScanMetric.of(reader.count());
    }

    @Override
    public final void close() throws IOException {
        batch.close();
        reader.close();
    }

    /** Events, as they are read. */
    private static final class Events extends OrderPartitionReader {
        Events(SplitReader reader, EventColumns columns) {
            super(reader, columns);
        }

        @Override
        int nextBatch() throws IOException {
            while (reader().next()) {
                // Nothing else checks for this where many batches have no row that is asked for.
                TaskContext.get().killTaskIfInterrupted();
                int rows = reader().batch().size();
                if (rows > 0) {
                    columns().fill(reader().batch());
                    return rows;
                }
            }
            return 0;
        }
    }

    /** Groups, passed on when there are no more rows or the table is full. */
    private static final class Groups extends OrderPartitionReader {
        private final GroupTable table;
        private final int keys;
        private final List<Aggregate> aggregates;
        private final long[] values = new long[RowBatch.CAPACITY];
        private int handedOver;
        private boolean ended;
        /** Of no rows there is a total too: Spark adds up the counts of all splits, and no counts at all would be NULL. */
        private boolean owesTotal;

        Groups(SplitReader reader, EventColumns columns, Grouping grouping) {
            super(reader, columns);
            table = new GroupTable(grouping, GroupTable.MOST_GROUPS);
            keys = grouping.keys().size();
            aggregates = grouping.aggregates();
            owesTotal = grouping.keys().isEmpty();
        }

        @Override
        int nextBatch() throws IOException {
            if (handedOver == table.size()) {
                table.clear();
                handedOver = 0;
                readGroups();
            }
            columns().reset();
            boolean isTotalOfNoRows = owesTotal && table.size() == 0;
            owesTotal = false;
            return isTotalOfNoRows ? putTotalOfNoRows() : putGroups();
        }

        private void readGroups() throws IOException {
            while (!ended && !table.isFull()) {
                // Nothing else checks for this before the whole split is read.
                TaskContext.get().killTaskIfInterrupted();
                ended = !reader().next();
                if (!ended) {
                    table.add(reader().batch());
                }
            }
        }

        private int putGroups() {
            int count = Math.min(RowBatch.CAPACITY, table.size() - handedOver);
            for (int key = 0; key < keys; key++) {
                table.readKey(key, handedOver, count, values);
                columns().put(key, values, count);
            }
            for (int at = 0; at < aggregates.size(); at++) {
                table.readAggregate(at, handedOver, count, values);
                columns().put(keys + at, values, count);
            }
            handedOver += count;
            return count;
        }

        private int putTotalOfNoRows() {
            for (int at = 0; at < aggregates.size(); at++) {
                if (aggregates.get(at).isCount()) {
                    columns().put(at, new long[] {0}, 1);
                } else {
                    columns().columns()[at].putNull(0);
                }
            }
            return 1;
        }
    }
}
