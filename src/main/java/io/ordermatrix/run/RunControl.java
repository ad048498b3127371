package io.ordermatrix.run;

import io.ordermatrix.memory.MemoryGauge;
import io.ordermatrix.memory.MemoryGuard;
import io.ordermatrix.memory.WorkerChange;
import io.ordermatrix.progress.Phase;
import io.ordermatrix.progress.ProgressCounter;
import io.ordermatrix.progress.ScanListener;
import io.ordermatrix.wave.TaskFailures;
import io.ordermatrix.wave.WaveRecord;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;

/** Connects a run to its observers: reports its progress and takes their requests, wave by wave. */
public final class RunControl {
    private final Interruption interruption;
    private final ProgressCounter progress;
    private final Consumer<String> notices;
    private final MemoryGuard guard;
    private int workers;
    private boolean isFirstWave = true;

    /**
     * @param interruption stops the run when requested
     * @param progress receives the progress of the run
     * @param gauge measures memory
     * @param plannedWorkers how many chunks may be scanned at the same time
     * @param notices receives messages for people, a line each
     */
    public RunControl(
            Interruption interruption,
            ProgressCounter progress,
            MemoryGauge gauge,
            int plannedWorkers,
            Consumer<String> notices) {
        this.interruption = interruption;
        this.progress = progress;
        this.notices = notices;
        guard = new MemoryGuard(gauge, plannedWorkers);
        workers = plannedWorkers;
    }

    /** Listens to a session, and cancels its jobs on request, until the returned object is closed. */
    Attachment attach(JavaSparkContext spark, TaskFailures failures) {
        SparkContext context = spark.sc();
        ScanListener listener = new ScanListener(progress);
        context.addSparkListener(listener);
        context.addSparkListener(failures);
        Interruption.Watch watch = interruption.watch(spark);
        return () -> {
            watch.close();
            context.removeSparkListener(failures);
            context.removeSparkListener(listener);
        };
    }

    /** Stops listening when closed. */
    interface Attachment extends AutoCloseable {
        @Override
        void close();
    }

    /** Passes on a message for people. */
    void say(String notice) {
        notices.accept(notice);
    }

    /**
     * The scan begins, or begins again after skipping a file.
     *
     * @param bytes of all waves
     * @param done the waves that are already finished
     */
    void scanBegins(long bytes, int waves, List<WaveRecord> done) {
        progress.startScan(
                bytes,
                waves,
                done.stream().mapToLong(WaveRecord::bytes).sum(),
                done.stream().mapToLong(WaveRecord::rows).sum(),
                done.size());
    }

    /**
     * A wave begins.
     *
     * @param bytes of its chunks
     * @param isLocal whether the workers share the driver's memory
     * @return the number of workers to run it with
     */
    int waveBegins(int wave, long bytes, boolean isLocal) {
        if (isLocal && !isFirstWave) {
            workers = guard.workersForWave(wave, workers);
        }
        isFirstWave = false;
        progress.startWave(bytes, workers);
        return workers;
    }

    /**
     * A wave ends.
     *
     * @param rows of its input; 0 if it was abandoned
     */
    void waveEnds(long rows) {
        progress.endWave(rows);
    }

    void cells(long done, long all) {
        progress.cells(done, all);
    }

    void phase(Phase phase) {
        progress.startPhase(phase);
    }

    List<WorkerChange> workerChanges() {
        return guard.changes();
    }

    /**
     * Stops the run if that was requested.
     *
     * @param howToResume see {@link RunEvents#howToResume}
     * @throws RunInterruptedException with a message that says it
     */
    void stopIfInterrupted(String howToResume) {
        if (interruption.isRequested()) {
            throw new RunInterruptedException("interrupted: " + howToResume);
        }
    }
}
