package io.ordermatrix.spark;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;

/** The settings of Hadoop's file systems, broadcast to tasks. */
public record SharedHadoop(Broadcast<SerializableConfiguration> broadcast) implements Serializable {
    /** Broadcasting a thousand settings takes as long as scanning 20 MB, so jobs with the same settings share them. */
    private static final Map<SparkContext, Sent> LAST_SENT = new WeakHashMap<>();

    private record Sent(Map<String, String> settings, SharedHadoop shared) {}

    /** The settings of the application. */
    public static SharedHadoop of(JavaSparkContext spark) {
        return of(spark, spark.hadoopConfiguration());
    }

    public static SharedHadoop of(JavaSparkContext spark, Configuration hadoop) {
        Map<String, String> settings = new HashMap<>();
        hadoop.forEach(setting -> settings.put(setting.getKey(), setting.getValue()));
        synchronized (LAST_SENT) {
            Sent last = LAST_SENT.get(spark.sc());
            if (last == null || !last.settings().equals(settings)) {
                last = new Sent(settings, new SharedHadoop(spark.broadcast(new SerializableConfiguration(hadoop))));
                LAST_SENT.put(spark.sc(), last);
            }
            return last.shared();
        }
    }

    public Configuration configuration() {
        return broadcast.value().value();
    }
}
