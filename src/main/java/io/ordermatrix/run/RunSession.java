package io.ordermatrix.run;

import io.ordermatrix.wave.TaskFailures;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Shared by all parts of a run.
 *
 * @param failures task failures so far
 */
record RunSession(RunRequest request, JavaSparkContext spark, RunControl control, TaskFailures failures) {
    SparkContext context() {
        return spark.sc();
    }

    Configuration hadoop() {
        return spark.hadoopConfiguration();
    }
}
