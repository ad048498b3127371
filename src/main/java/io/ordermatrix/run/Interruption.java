package io.ordermatrix.run;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.api.java.JavaSparkContext;

/** A request to stop a run, from any thread, for example that of a signal handler. */
public final class Interruption {
    private static final long REPEAT_MILLIS = 200;

    private final AtomicBoolean requested = new AtomicBoolean();

    /** Requests the stop; once is enough. */
    public void request() {
        requested.set(true);
    }

    public boolean isRequested() {
        return requested.get();
    }

    /**
     * Once a stop is requested, cancels the jobs of a session, including those that start later, until the returned
     * object is closed.
     */
    Watch watch(JavaSparkContext spark) {
        Thread thread = new Thread(
                () -> {
                    try {
                        while (true) {
                            TimeUnit.MILLISECONDS.sleep(REPEAT_MILLIS);
                            if (isRequested()) {
                                spark.cancelAllJobs();
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

    /** Stops watching when closed. */
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }
}
