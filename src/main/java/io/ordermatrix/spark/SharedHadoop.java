package io.ordermatrix.spark;

import java.io.Serializable;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;

/** The settings of Hadoop's file systems, broadcast to tasks. */
public record SharedHadoop(Broadcast<SerializableConfiguration> broadcast) implements Serializable {
    /** The settings of the application. */
    public static SharedHadoop of(JavaSparkContext spark) {
        return of(spark, spark.hadoopConfiguration());
    }

    public static SharedHadoop of(JavaSparkContext spark, Configuration hadoop) {
        return new SharedHadoop(spark.broadcast(new SerializableConfiguration(hadoop)));
    }

    public Configuration configuration() {
        return broadcast.value().value();
    }
}
