package io.ordermatrix.progress;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Tracks the progress of a run. The run reports its current wave; a {@link ScanListener} reports what the wave's tasks
 * have read. The numbers of tasks are only for display, since a task may be retried or run twice; when a wave ends, the
 * run reports the exact ones. Thread-safe.
 */
public final class ProgressCounter {
    private final InstantSource clock;
    private final Instant started;

    private Phase phase = Phase.STARTING;
    private long bytesTotal;
    private long bytesResumed;
    private TaskCount committed = TaskCount.NONE;
    private long cellsDone;
    private long cells;
    private int wavesDone;
    private int waves;
    private int wavesEnded;
    private int workers;
    private Duration scanning = Duration.ZERO;
    private Duration committing = Duration.ZERO;

    private boolean inWave;
    private long waveBytes;
    private Instant waveStarted;
    /** When the last byte of the current wave, or of the input, was read; null while some bytes are left. */
    private Instant lastByte;

    private TaskCount ended = TaskCount.NONE;
    private final Map<Long, TaskCount> running = new HashMap<>();
    /** Stage and partition of the tasks that have succeeded in this wave. */
    private final Set<Long> endedPartitions = new HashSet<>();

    public ProgressCounter(InstantSource clock) {
        this.clock = clock;
        started = clock.instant();
    }

    /**
     * The scan begins. Waves that an earlier run has committed are already done.
     *
     * @param bytes of the whole input, committed waves included
     * @param waveCount of the whole input, committed waves included
     */
    public synchronized void startScan(
            long bytes, int waveCount, long committedBytes, long committedRows, int committedWaves) {
        phase = Phase.SCANNING;
        bytesTotal = bytes;
        waves = waveCount;
        bytesResumed = committedBytes;
        committed = new TaskCount(committedBytes, committedRows);
        wavesDone = committedWaves;
    }

    /**
     * A wave begins.
     *
     * @param bytes of its chunks, as stored
     */
    public synchronized void startWave(long bytes, int workerCount) {
        inWave = true;
        waveBytes = bytes;
        workers = workerCount;
        waveStarted = clock.instant();
        lastByte = null;
    }

    /**
     * The current wave is committed, or was abandoned.
     *
     * @param rows of the wave by the records of its chunks, including rejected ones
     */
    public synchronized void endWave(long rows) {
        Instant now = clock.instant();
        Instant read = lastByte == null ? now : lastByte;
        scanning = scanning.plus(Duration.between(waveStarted, read));
        committing = committing.plus(Duration.between(read, now));
        committed = committed.plus(new TaskCount(waveBytes, rows));
        wavesDone++;
        wavesEnded++;
        inWave = false;
        lastByte = null;
        ended = TaskCount.NONE;
        running.clear();
        endedPartitions.clear();
    }

    /**
     * Reports how many cells are finished.
     *
     * @param count the cells of the matrix; 0 if not known
     */
    public synchronized void cells(long done, long count) {
        cellsDone = done;
        cells = count;
    }

    /** The run enters its next phase. */
    public synchronized void startPhase(Phase next) {
        if (phase == Phase.SCANNING) {
            lastByte = clock.instant();
        }
        phase = next;
    }

    /** The run has ended; it has failed unless it has reported that it is done. */
    synchronized void stop() {
        if (phase != Phase.DONE) {
            phase = Phase.FAILED;
        }
    }

    /** @param launched by the driver's clock */
    synchronized void taskStarted(long task, Instant launched) {
        // Spark reports tasks with a delay, so one of the previous wave may be reported during this one. Its clock has
        // millisecond resolution.
        if (inWave && !launched.plusMillis(1).isBefore(waveStarted)) {
            running.put(task, TaskCount.NONE);
        }
    }

    /** @param count what the task has read so far */
    synchronized void taskProgressed(long task, TaskCount count) {
        if (running.replace(task, count) != null) {
            noteLastByte();
        }
    }

    /** The task has succeeded, and counts unless another attempt at the same partition has been counted. */
    synchronized void taskEnded(long task, int stage, int partition, TaskCount count) {
        if (running.remove(task) != null && endedPartitions.add((long) stage << 32 | partition)) {
            ended = ended.plus(count);
            noteLastByte();
        }
    }

    /** The task did not succeed; what it had read does not count. */
    synchronized void taskFailed(long task) {
        running.remove(task);
    }

    private void noteLastByte() {
        if (lastByte == null && ended.bytes() >= waveBytes) {
            lastByte = clock.instant();
        }
    }

    /** The current progress of the run. */
    public synchronized Progress progress() {
        Instant now = clock.instant();
        TaskCount current = running.values().stream().reduce(ended, TaskCount::plus);
        Duration scanningNow =
                inWave ? scanning.plus(Duration.between(waveStarted, lastByte == null ? now : lastByte)) : scanning;
        return new Progress(
                phase,
                // A chunk that Spark scans twice counts once.
                committed.bytes() + Math.min(current.bytes(), waveBytes),
                bytesTotal,
                bytesResumed,
                committed.rows() + current.rows(),
                cellsDone,
                cells,
                wavesDone,
                waves,
                wavesEnded,
                workers,
                Duration.between(started, now),
                scanningNow,
                committing,
                lastByte == null ? Duration.ZERO : Duration.between(lastByte, now));
    }
}
