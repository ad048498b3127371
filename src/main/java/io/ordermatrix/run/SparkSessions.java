package io.ordermatrix.run;

import io.ordermatrix.hardware.ResourcePlan;
import java.io.IOException;
import java.util.ConcurrentModificationException;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts Spark the way the job needs it, without taking back what the user has set. */
public final class SparkSessions {
    private static final Logger LOG = LoggerFactory.getLogger(SparkSessions.class);

    private SparkSessions() {}

    /** A session for a run. The plan's master counts only where nobody has named one. */
    private static SparkSession start(ResourcePlan plan) {
        SparkConf settings = new SparkConf().setIfMissing("spark.app.name", "ordermatrix");
        plan.sparkSettings().forEach(settings::setIfMissing);
        plan.master().ifPresent(master -> settings.setIfMissing("spark.master", master));
        if (settings.get("spark.master", "").startsWith("local")) {
            settings.setIfMissing("spark.driver.host", "127.0.0.1");
            settings.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
            // An executor that runs out of memory ends its JVM, and this is the JVM that has to say so: the task fails
            // instead.
            settings.setIfMissing("spark.executor.killOnFatalError.depth", "0");
            // The UI listens where this variable says, or everywhere: it has no setting of its own.
            if (System.getenv("SPARK_LOCAL_IP") == null) {
                settings.setIfMissing("spark.ui.enabled", "false");
            }
        }
        EventLog.makeDirectory(settings);
        // Plans of this many columns are normal here; without it Spark warns of each.
        settings.setIfMissing("spark.sql.debug.maxToStringFields", "200");
        // Dates come from the exchange's clock alone, and a sum that overflows is an error: neither is a user's choice.
        settings.set("spark.sql.session.timeZone", "UTC");
        settings.set("spark.sql.ansi.enabled", "true");
        return start(SparkSession.builder().config(settings));
    }

    private static SparkSession start(SparkSession.Builder session) {
        try {
            return session.getOrCreate();
        } catch (ConcurrentModificationException race) {
            // In YARN's client mode the application master sends a filter for Spark's pages while these are being
            // started.
            LOG.warn("Spark's pages and YARN's filter for them came in each other's way; starting once more");
            return session.getOrCreate();
        }
    }

    /** Work that needs Spark. */
    @FunctionalInterface
    public interface SparkWork<T> {
        T with(SparkSession spark) throws IOException;
    }

    /** Does work in a session, and ends the session unless it was there before. */
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
