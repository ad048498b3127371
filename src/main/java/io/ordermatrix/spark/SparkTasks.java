package io.ordermatrix.spark;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** Runs work as Spark tasks, one per piece. */
public final class SparkTasks {
    private SparkTasks() {}

    /** What a task does. */
    @FunctionalInterface
    public interface Work<T> extends Serializable {
        /**
         * Does one piece.
         *
         * @param attempt unique among all attempts
         * @return the result for the driver
         */
        byte[] on(T piece, long attempt, Configuration hadoop) throws IOException;
    }

    /** Does all pieces and returns their results, in order. */
    public static <T extends Serializable> List<byte[]> forEach(SparkSession spark, List<T> pieces, Work<T> work) {
        if (pieces.isEmpty()) {
            return List.of();
        }
        SharedHadoop hadoop = SharedHadoop.of(spark);
        return JavaSparkContext.fromSparkContext(spark.sparkContext())
                .parallelize(new ArrayList<>(pieces), pieces.size())
                .map(piece -> work.on(piece, TaskContext.get().taskAttemptId(), hadoop.configuration()))
                .collect();
    }
}
