package io.ordermatrix.progress;

import io.ordermatrix.memory.MemoryGauge;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows the progress of a run from its own thread, until it is closed. */
public final class ProgressReporter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProgressReporter.class);
    private static final Duration TICK = Duration.ofMillis(500);

    /** A view and when it is due again. */
    private static final class Shown {
        private final ProgressView view;
        private Instant next;

        Shown(ProgressView view, Instant now) {
            this.view = view;
            next = now.plus(view.interval());
        }
    }

    private final ProgressCounter counter;
    private final MemoryGauge gauge;
    private final InstantSource clock;
    private final ProgressEstimator estimator;
    private final List<Shown> views = new ArrayList<>();
    private final ScheduledExecutorService thread;

    ProgressReporter(
            List<ProgressView> views,
            Set<MergedTable> tables,
            ProgressCounter counter,
            MemoryGauge gauge,
            InstantSource clock) {
        estimator = new ProgressEstimator(tables);
        this.counter = counter;
        this.gauge = gauge;
        this.clock = clock;
        views.forEach(view -> this.views.add(new Shown(view, clock.instant())));
        thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread daemon = new Thread(work, "ordermatrix-progress");
            daemon.setDaemon(true);
            return daemon;
        });
    }

    /**
     * Begins to show progress.
     *
     * @param tables what is merged after the scan
     * @param err the terminal, if the settings name one
     */
    public static ProgressReporter start(
            ProgressSettings settings,
            Set<MergedTable> tables,
            ProgressCounter counter,
            MemoryGauge gauge,
            PrintWriter err) {
        List<ProgressView> views = new ArrayList<>();
        if (!settings.quiet()) {
            views.add(settings.terminalColumns()
                    .<ProgressView>map(columns -> new TerminalLine(err, columns))
                    .orElseGet(ProgressLog::new));
        }
        settings.file().ifPresent(file -> views.add(new ProgressFile(file)));
        ProgressReporter reporter = new ProgressReporter(views, tables, counter, gauge, InstantSource.system());
        if (!views.isEmpty()) {
            reporter.schedule();
        }
        return reporter;
    }

    private void schedule() {
        var unused =
                thread.scheduleAtFixedRate(this::safeTick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** An exception would silently end the schedule. It must not end the run either. */
    private void safeTick() {
        try {
            tick();
        } catch (RuntimeException failure) {
            LOG.warn("Progress can't be shown: {}", failure.toString());
        }
    }

    /** Observes the run and updates the views that are due. */
    void tick() {
        ProgressStatus status = status();
        for (Shown shown : views) {
            if (!status.time().isBefore(shown.next)) {
                shown.view.show(status);
                shown.next = status.time().plus(shown.view.interval());
            }
        }
    }

    private ProgressStatus status() {
        Progress progress = counter.progress();
        return new ProgressStatus(clock.instant(), progress, estimator.observe(progress), gauge.read());
    }

    /** Shows the end. A run that has not reported that it is done is shown as failed. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            boolean ended = thread.awaitTermination(10, TimeUnit.SECONDS);
            if (!ended) {
                return;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return;
        }
        counter.stop();
        ProgressStatus last = status();
        views.forEach(shown -> shown.view.end(last));
    }
}
