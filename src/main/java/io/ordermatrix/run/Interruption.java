package io.ordermatrix.run;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;

/** The wish that a run stops, from any thread, for example that of a signal. */
public final class Interruption {
    private static final long REPEAT_MILLIS = 200;

    private final AtomicBoolean requested = new AtomicBoolean();

    /** Asks for it; once is enough. */
    public void request() {
        requested.set(true);
    }

    public boolean isRequested() {
        return requested.get();
    }

    /**
     * Cancels the jobs of a session from the request on, those that begin after it too, until the returned object is
     * closed.
     */
    Watch watch(SparkSession spark) {
        SparkContext context = spark.sparkContext();
        Thread thread = new Thread(
                () -> {
                    try {
                        while (true) {
                            TimeUnit.MILLISECONDS.sleep(REPEAT_MILLIS);
                            if (isRequested()) {
                                context.cancelAllJobs();
                            }
                        }
                    } catch (InterruptedException closed) {
                        Thread.currentThread().interrupt();
                    }
                },
                "interruption");
        thread.setDaemon(true);
        thread.start();
        return thread::interrupt;
    }

    /** Ends the watching. */
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }
}
