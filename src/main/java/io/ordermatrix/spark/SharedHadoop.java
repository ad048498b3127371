package io.ordermatrix.spark;

import java.io.Serializable;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/** The settings of Hadoop's file systems, broadcast to tasks. */
public record SharedHadoop(Broadcast<SerializableConfiguration> broadcast) implements Serializable {
    /** The settings of the application. */
    public static SharedHadoop of(SparkSession spark) {
        return of(spark, spark.sparkContext().hadoopConfiguration());
    }

    public static SharedHadoop of(SparkSession spark, Configuration hadoop) {
        return new SharedHadoop(JavaSparkContext.fromSparkContext(spark.sparkContext())
                .broadcast(new SerializableConfiguration(hadoop)));
    }

    public Configuration configuration() {
        return broadcast.value().value();
    }
}
