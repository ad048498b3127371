package io.ordermatrix.engine;

import io.ordermatrix.scan.BatchReader;
import io.ordermatrix.scan.BatchSink;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;

/** The work of one Spark task: passes every batch of a split to every sink. */
public final class SplitTask implements Serializable {
    private static final long serialVersionUID = 1;

    private final List<BatchSink.Factory> sinks;
    private final ScanCounters counters;

    public SplitTask(JavaSparkContext spark, List<BatchSink.Factory> sinks) {
        this.sinks = List.copyOf(sinks);
        counters = new ScanCounters(spark);
    }

    /** Where the task gets its batches from. */
    public interface Batches {
        /**
         * Opens the reader.
         *
         * @param attempt a number that no other attempt at the split has
         */
        BatchReader open(long attempt) throws IOException;
    }

    /**
     * Does the work, in a task.
     *
     * @param split the number of the split
     */
    public void run(int split, Configuration hadoop, Batches batches) throws IOException {
        TaskContext context = TaskContext.get();
        long attempt = context.taskAttemptId();
        List<BatchSink> open = new ArrayList<>();
        try (BatchReader reader = batches.open(attempt)) {
            for (BatchSink.Factory sink : sinks) {
                open.add(sink.open(split, attempt, hadoop));
            }
            while (reader.next()) {
                // Nothing else checks for this before the whole split is read.
                context.killTaskIfInterrupted();
                for (BatchSink sink : open) {
                    sink.add(reader.batch());
                }
                counters.set(reader.count());
            }
            counters.set(reader.count());
            for (BatchSink sink : open) {
                sink.commit();
            }
        } finally {
            for (BatchSink sink : open) {
                sink.close();
            }
        }
    }
}
