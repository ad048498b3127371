package io.ordermatrix.spark;

import java.io.Serializable;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/** A session's settings of Hadoop's file systems, for its tasks. */
public record SharedHadoop(Broadcast<SerializableConfiguration> broadcast) implements Serializable {
    public static SharedHadoop of(SparkSession spark) {
        return new SharedHadoop(JavaSparkContext.fromSparkContext(spark.sparkContext())
                .broadcast(new SerializableConfiguration(spark.sessionState().newHadoopConf())));
    }

    public Configuration configuration() {
        return broadcast.value().value();
    }
}
