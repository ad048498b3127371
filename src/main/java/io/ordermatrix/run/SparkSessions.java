package io.ordermatrix.run;

import io.ordermatrix.hardware.ResourcePlan;
import java.io.IOException;
import java.util.ConcurrentModificationException;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts Spark with the settings that the job needs, without overriding the user's. */
public final class SparkSessions {
    private static final Logger LOG = LoggerFactory.getLogger(SparkSessions.class);

    private SparkSessions() {}

    /** A session for a run. The plan's master is used only if the user has not named one. */
    private static SparkSession start(ResourcePlan plan) {
        SparkConf settings = new SparkConf().setIfMissing("spark.app.name", "ordermatrix");
        plan.sparkSettings().forEach(settings::setIfMissing);
        plan.master().ifPresent(master -> settings.setIfMissing("spark.master", master));
        if (settings.get("spark.master", "").startsWith("local")) {
            settings.setIfMissing("spark.driver.host", "127.0.0.1");
            settings.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
            // By default, an executor that runs out of memory ends its JVM. Here that is the driver's, which has to
            // report the error; so only the task fails.
            settings.setIfMissing("spark.executor.killOnFatalError.depth", "0");
            // The UI listens on this variable's address, or on all addresses: there is no setting for it.
            if (System.getenv("SPARK_LOCAL_IP") == null) {
                settings.setIfMissing("spark.ui.enabled", "false");
            }
        }
        EventLog.makeDirectory(settings);
        // Plans with this many columns are normal here, but Spark would warn about each.
        settings.setIfMissing("spark.sql.debug.maxToStringFields", "200");
        // Not the user's choice: dates come only from the exchange's clock, and a sum that overflows is an error.
        settings.set("spark.sql.session.timeZone", "UTC");
        settings.set("spark.sql.ansi.enabled", "true");
        return start(SparkSession.builder().config(settings));
    }

    private static SparkSession start(SparkSession.Builder session) {
        try {
            return session.getOrCreate();
        } catch (ConcurrentModificationException race) {
            // In YARN's client mode, the application master sends a filter for Spark's UI while the UI is starting.
            LOG.warn("Spark's UI and YARN's filter for it raced; starting Spark again");
            return session.getOrCreate();
        }
    }

    /** Work that needs Spark. */
    @FunctionalInterface
    public interface SparkWork<T> {
        T with(SparkSession spark) throws IOException;
    }

    /** Does work in a session, and stops the session unless it already existed. */
    public static <T> T during(ResourcePlan plan, SparkWork<T> work) throws IOException {
        boolean alreadyStarted = SparkSession.getDefaultSession().isDefined();
        SparkSession spark = start(plan);
        try {
            return work.with(spark);
        } finally {
            if (!alreadyStarted) {
                spark.stop();
            }
        }
    }
}
