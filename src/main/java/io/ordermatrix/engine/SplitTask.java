package io.ordermatrix.engine;

import io.ordermatrix.scan.BatchReader;
import io.ordermatrix.scan.BatchSink;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;

/** The work of one Spark task: passes every batch of a split to every sink. */
record SplitTask(List<BatchSink.Factory> sinks, ScanCounters counters) implements Serializable {
    /** Where the task gets its batches from. */
    interface Batches {
        /**
         * Opens the reader.
         *
         * @param attempt a number that no other attempt at the split has
         */
        BatchReader open(long attempt) throws IOException;
    }

    void run(int split, Configuration hadoop, Batches batches) throws IOException {
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
