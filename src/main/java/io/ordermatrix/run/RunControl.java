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
import org.apache.spark.sql.SparkSession;

/** What a run tells those who watch it, and what they tell the run, from wave to wave. */
public final class RunControl {
    private final Interruption interruption;
    private final ProgressCounter progress;
    private final Consumer<String> notices;
    private final MemoryGuard guard;
    private int workers;
    private boolean isFirstWave = true;

    /**
     * @param interruption stops the run when it is requested
     * @param progress is told how far the run is
     * @param gauge says how full the memory is
     * @param plannedWorkers chunks that may be scanned at the same time
     * @param notices takes what a person should know of, a line each
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

    /** Listens to a session and can stop its jobs, until the returned object is closed. */
    Attachment attach(SparkSession spark, TaskFailures failures) {
        SparkContext context = spark.sparkContext();
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

    /** Ends the listening. */
    interface Attachment extends AutoCloseable {
        @Override
        void close();
    }

    /** Says something that a person should know of. */
    void say(String notice) {
        notices.accept(notice);
    }

    /**
     * The scan begins, or begins again without a file.
     *
     * @param bytes of all waves
     * @param done the waves that need no scan
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
     * @param isLocal whether the driver's memory is that of the workers
     * @return with how many workers it is to run
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
     * @param rows of its input; 0 if it was given up
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
     * Stops the run if somebody has asked for it.
     *
     * @throws RunInterruptedException with what is done
     */
    void stopIfInterrupted(int done, int waves) {
        if (interruption.isRequested()) {
            throw new RunInterruptedException(
                    "interrupted: %d of %d waves are done; rerun the same command to resume".formatted(done, waves));
        }
    }
}
