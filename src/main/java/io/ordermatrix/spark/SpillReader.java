package io.ordermatrix.spark;

import io.ordermatrix.group.SortedGroups;
import java.io.IOException;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.execution.vectorized.OnHeapColumnVector;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/** Hands merged groups to Spark in columns that are used again for each batch. */
final class SpillReader implements PartitionReader<ColumnarBatch> {
    private static final int BATCH_ROWS = 1024;

    private final SortedGroups groups;
    private final GroupRows rows;
    private final WritableColumnVector[] columns;
    private final ColumnarBatch batch;

    SpillReader(SortedGroups groups, GroupRows rows) {
        this.groups = groups;
        this.rows = rows;
        columns = OnHeapColumnVector.allocateColumns(BATCH_ROWS, rows.schema());
        batch = new ColumnarBatch(columns);
    }

    @Override
    public boolean next() throws IOException {
        for (WritableColumnVector column : columns) {
            column.reset();
        }
        int count = 0;
        while (count < BATCH_ROWS && groups.next()) {
            rows.put(groups.group(), columns, count);
            count++;
        }
        batch.setNumRows(count);
        return count > 0;
    }

    @Override
    public ColumnarBatch get() {
        return batch;
    }

    @Override
    public void close() throws IOException {
        batch.close();
        groups.close();
    }
}
