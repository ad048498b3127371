package io.ordermatrix.run;

import io.ordermatrix.wave.TaskFailures;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * What every part of a run works with.
 *
 * @param failures of tasks so far
 */
record RunSession(RunRequest request, SparkSession spark, RunControl control, TaskFailures failures) {
    SparkContext context() {
        return spark.sparkContext();
    }

    Configuration hadoop() {
        return spark.sparkContext().hadoopConfiguration();
    }
}
