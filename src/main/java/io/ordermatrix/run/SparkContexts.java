package io.ordermatrix.run;

import io.ordermatrix.hardware.ResourcePlan;
import io.ordermatrix.units.DataSize;
import java.io.IOException;
import java.util.ConcurrentModificationException;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts Spark with the settings that the job needs, without overriding the user's. */
public final class SparkContexts {
    private static final Logger LOG = LoggerFactory.getLogger(SparkContexts.class);

    /** Less input takes seconds on one machine: too short to be watched, and long compared with starting a web UI. */
    private static final DataSize WATCHED = DataSize.ofGigabytes(5);

    private SparkContexts() {}

    /** Work that needs Spark. */
    @FunctionalInterface
    public interface SparkWork<T> {
        T with(JavaSparkContext spark) throws IOException;
    }

    /** Whether the caller has started Spark already. */
    public static boolean areShared() {
        return shared().isPresent();
    }

    /**
     * Does work with Spark. Starts and stops it, unless the caller has started it already.
     *
     * @param plan its master is used only if the user has not named one
     * @param input the size of the input
     */
    public static <T> T during(ResourcePlan plan, DataSize input, SparkWork<T> work) throws IOException {
        Optional<JavaSparkContext> shared = shared();
        if (shared.isPresent()) {
            return work.with(shared.get());
        }
        SparkConf settings = settings(plan, input);
        EventLog.makeDirectory(settings);
        try (JavaSparkContext spark = start(settings)) {
            return work.with(spark);
        }
    }

    private static Optional<JavaSparkContext> shared() {
        scala.Option<SparkSession> session = SparkSession.getDefaultSession();
        return session.isEmpty()
                ? Optional.empty()
                : Optional.of(JavaSparkContext.fromSparkContext(session.get().sparkContext()));
    }

    /**
     * Adds how files are read, to settings that do not say it. S3A's other stream asks for a chunk of a file in many small pieces, each of
     * which waits for an answer.
     */
    public static SparkConf withReading(SparkConf settings) {
        return settings.setIfMissing("spark.hadoop.fs.s3a.input.stream.type", "classic");
    }

    private static SparkConf settings(ResourcePlan plan, DataSize input) {
        SparkConf settings = new SparkConf().setIfMissing("spark.app.name", "ordermatrix");
        withReading(settings);
        // A standalone worker hands the cluster's secret to a driver in its environment only, where Spark does not look
        // for it (SPARK-25078).
        String secret = System.getenv("_SPARK_AUTH_SECRET");
        if (secret != null && settings.getBoolean("spark.authenticate", false)) {
            settings.setIfMissing("spark.authenticate.secret", secret);
        }
        plan.sparkSettings().forEach(settings::setIfMissing);
        plan.master().ifPresent(master -> settings.setIfMissing("spark.master", master));
        if (settings.get("spark.master", "").startsWith("local")) {
            settings.setIfMissing("spark.driver.host", "127.0.0.1");
            settings.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
            // By default, an executor that runs out of memory ends its JVM. Here that is the driver's, which has to
            // report the error; so only the task fails.
            settings.setIfMissing("spark.executor.killOnFatalError.depth", "0");
            // Heartbeats say how far running tasks are; in one JVM they cost nothing.
            settings.setIfMissing("spark.executor.heartbeatInterval", "1s");
            boolean isWatched = input.compareTo(WATCHED) >= 0;
            // The UI listens on this variable's address, or on all addresses: there is no setting for it.
            boolean isSafe = System.getenv("SPARK_LOCAL_IP") != null;
            settings.setIfMissing("spark.ui.enabled", Boolean.toString(isWatched && isSafe));
            boolean hasEventLog = settings.contains(EventLog.DIRECTORY);
            settings.setIfMissing(EventLog.ENABLED, Boolean.toString(isWatched && hasEventLog));
        }
        return settings;
    }

    private static JavaSparkContext start(SparkConf settings) {
        try {
            return new JavaSparkContext(settings);
        } catch (ConcurrentModificationException | IllegalStateException failure) {
            if (!isFilterRace(failure)) {
                throw failure;
            }
            LOG.warn("Spark's UI and YARN's filter for it raced; starting Spark again");
            return new JavaSparkContext(settings);
        }
    }

    /**
     * Whether Spark has not started because its UI was starting when YARN's application master sent a filter for it, which happens in
     * client mode: {@code SparkUI.attachAllHandlers} does not lock the UI, and Jetty's lists of filters are not meant for two threads.
     * Either sees the other's change of a list, or one loses a filter that the other has mapped already.
     */
    public static boolean isFilterRace(RuntimeException failure) {
        boolean isLostFilter = failure instanceof IllegalStateException
                && String.valueOf(failure.getMessage()).startsWith("No filter named ");
        return isLostFilter || failure instanceof ConcurrentModificationException;
    }
}
