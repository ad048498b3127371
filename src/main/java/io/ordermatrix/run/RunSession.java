package io.ordermatrix.run;

import io.ordermatrix.wave.TaskFailures;
import java.util.concurrent.locks.LockSupport;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Shared by all parts of a run.
 *
 * @param failures task failures so far
 */
record RunSession(RunRequest request, JavaSparkContext spark, RunControl control, TaskFailures failures) {
    private static final int MOST_POLLS = 30;
    private static final long POLL_NANOS = 100_000_000;

    SparkContext context() {
        return spark.sc();
    }

    /** Whether Spark has been stopped, now or in the moment after a failure. */
    boolean isStopped() {
        // A master that ends an application fails its jobs first, and stops its Spark in another thread.
        for (int polls = 0; !context().isLocal() && !context().isStopped() && polls < MOST_POLLS; polls++) {
            LockSupport.parkNanos(POLL_NANOS);
        }
        return context().isStopped();
    }

    Configuration hadoop() {
        return spark.hadoopConfiguration();
    }
}
