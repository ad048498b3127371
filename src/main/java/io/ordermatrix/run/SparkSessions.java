package io.ordermatrix.run;

import io.ordermatrix.hardware.ResourcePlan;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** Starts Spark the way the job needs it, without taking back what the user has set. */
public final class SparkSessions {
    private SparkSessions() {}

    /** A session for a run. The plan's master counts only where nobody has named one. */
    public static SparkSession start(ResourcePlan plan) {
        SparkConf settings = new SparkConf().setIfMissing("spark.app.name", "ordermatrix");
        plan.sparkSettings().forEach(settings::setIfMissing);
        plan.master().ifPresent(master -> settings.setIfMissing("spark.master", master));
        if (settings.get("spark.master", "").startsWith("local")) {
            settings.setIfMissing("spark.driver.host", "127.0.0.1");
            settings.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
            settings.setIfMissing("spark.ui.host", "127.0.0.1");
        }
        // Plans of this many columns are normal here; without it Spark warns of each.
        settings.setIfMissing("spark.sql.debug.maxToStringFields", "200");
        // Dates come from the exchange's clock alone, and a sum that overflows is an error: neither is a user's choice.
        settings.set("spark.sql.session.timeZone", "UTC");
        settings.set("spark.sql.ansi.enabled", "true");
        return SparkSession.builder().config(settings).getOrCreate();
    }
}
