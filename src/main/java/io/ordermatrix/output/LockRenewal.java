package io.ordermatrix.output;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renews a lock every few seconds for as long as a run holds it, which tells runs on other machines that it is alive. */
final class LockRenewal implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(LockRenewal.class);
    private static final Duration PERIOD = Duration.ofSeconds(10);
    /** A lock that has not been renewed for this long is that of a dead run. */
    static final Duration STALE = Duration.ofMinutes(2);

    private final Path lock;
    private final Step step;
    private final ScheduledExecutorService thread;

    /** Renews a lock once. */
    @FunctionalInterface
    interface Step {
        void renew() throws IOException;
    }

    LockRenewal(Path lock, Step step) {
        this(lock, step, PERIOD);
    }

    LockRenewal(Path lock, Step step, Duration period) {
        this.lock = lock;
        this.step = step;
        thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread daemon = new Thread(task, "lock-renewal");
            daemon.setDaemon(true);
            return daemon;
        });
        var unused =
                thread.scheduleWithFixedDelay(this::renew, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void renew() {
        try {
            step.renew();
        } catch (IOException | RuntimeException failure) { // an exception would silently end the schedule
            LOG.warn("The lock {} can't be renewed: {}", lock, failure.toString());
        }
    }

    /** Whether a lock that was written at this time, in milliseconds since 1970-01-01 UTC, is that of a dead run. */
    static boolean isStale(long modified) {
        return modified < System.currentTimeMillis() - STALE.toMillis();
    }

    /** Waits for a renewal that is under way, which could put back a lock that has been removed meanwhile. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(STALE.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("The lock {} is still being renewed", lock);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
