package io.ordermatrix.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;

/** Spark's event log, from which the history server shows finished runs. */
final class EventLog {
    static final String ENABLED = "spark.eventLog.enabled";
    static final String DIRECTORY = "spark.eventLog.dir";
    private static final String DEFAULT_DIRECTORY = "file:///tmp/spark-events";

    private EventLog() {}

    /** Makes the directory of the event log if the log is enabled: Spark does not start without it. */
    static void makeDirectory(SparkConf settings) {
        if (!settings.getBoolean(ENABLED, false)) {
            return;
        }
        Path directory = new Path(settings.get(DIRECTORY, DEFAULT_DIRECTORY));
        try {
            FileSystem fileSystem =
                    directory.getFileSystem(SparkHadoopUtil.get().newConfiguration(settings));
            fileSystem.mkdirs(directory);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
