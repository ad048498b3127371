package io.ordermatrix.merge;

import io.ordermatrix.source.EventAggregate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.execution.vectorized.OnHeapColumnVector;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/** Reads all runs of a range side by side and makes one group of the parts that have one key. */
final class MergeReader implements PartitionReader<ColumnarBatch> {
    private static final int BATCH_GROUPS = 1024;

    private final GroupLayout layout;
    private final EventAggregate.Function[] functions;
    private final String[] names;
    private final List<RunCursor> cursors = new ArrayList<>();
    private final PriorityQueue<RunCursor> waiting;
    private final WritableColumnVector[] columns;
    private final ColumnarBatch batch;
    private final long[] group;

    MergeReader(
            KeyRange range,
            StructType schema,
            GroupLayout layout,
            List<EventAggregate> aggregates,
            Configuration hadoop)
            throws IOException {
        this.layout = layout;
        functions = aggregates.stream().map(EventAggregate::function).toArray(EventAggregate.Function[]::new);
        names = aggregates.stream().map(EventAggregate::name).toArray(String[]::new);
        columns = OnHeapColumnVector.allocateColumns(BATCH_GROUPS, schema);
        batch = new ColumnarBatch(columns);
        group = new long[layout.stride()];
        waiting = new PriorityQueue<>((one, other) -> layout.compare(one.key(), other.key()));
        try {
            for (RunSlice slice : range.slices()) {
                RunCursor cursor = new RunCursor(slice, range.to(), layout, hadoop);
                cursors.add(cursor);
                if (cursor.nextFrom(range.from())) {
                    waiting.add(cursor);
                }
            }
        } catch (IOException | RuntimeException failure) {
            close();
            throw failure;
        }
    }

    @Override
    public boolean next() throws IOException {
        for (WritableColumnVector column : columns) {
            column.reset();
        }
        int count = 0;
        while (count < BATCH_GROUPS && !waiting.isEmpty()) {
            nextGroup();
            layout.write(group, columns, count);
            count++;
        }
        batch.setNumRows(count);
        return count > 0;
    }

    private void nextGroup() throws IOException {
        RunCursor first = waiting.poll();
        int words = layout.words();
        System.arraycopy(first.key(), 0, group, 0, words);
        for (int at = 0; at < functions.length; at++) {
            group[words + at] = first.value(at);
        }
        advance(first);
        RunCursor other = waiting.peek();
        while (other != null && layout.compare(other.key(), group) == 0) {
            waiting.remove();
            for (int at = 0; at < functions.length; at++) {
                group[words + at] = together(at, group[words + at], other.value(at));
            }
            advance(other);
            other = waiting.peek();
        }
    }

    private long together(int at, long one, long other) {
        return switch (functions[at]) {
            case COUNT, SUM -> sum(at, one, other);
            case MIN -> Math.min(one, other);
            case MAX -> Math.max(one, other);
        };
    }

    private long sum(int at, long one, long other) {
        long sum = one + other;
        if (((one ^ sum) & (other ^ sum)) < 0) {
            throw new ArithmeticException("%s overflows 64 bits".formatted(names[at]));
        }
        return sum;
    }

    private void advance(RunCursor cursor) throws IOException {
        if (cursor.next()) {
            waiting.add(cursor);
        }
    }

    @Override
    public ColumnarBatch get() {
        return batch;
    }

    @Override
    public void close() throws IOException {
        batch.close();
        for (RunCursor cursor : cursors) {
            cursor.close();
        }
    }
}
