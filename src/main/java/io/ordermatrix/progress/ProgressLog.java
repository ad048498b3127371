package io.ordermatrix.progress;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs a line now and then, for runs without a terminal. */
final class ProgressLog implements ProgressView {
    private static final Logger LOG = LoggerFactory.getLogger(ProgressLog.class);
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    @Override
    public Duration interval() {
        return INTERVAL;
    }

    @Override
    public void show(ProgressStatus status) {
        if (LOG.isInfoEnabled()) {
            LOG.info(ProgressText.of(status));
        }
    }

    @Override
    public void end(ProgressStatus last) {
        // The summary of the run reports the end.
    }
}
