package io.ordermatrix.progress;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A line of the log now and then, where nobody looks at a terminal. */
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
        // What the run came to is said by its summary.
    }
}
