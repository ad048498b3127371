package io.ordermatrix.progress;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Adds up how far a run is. The run says which wave it is at; a {@link ScanListener} says what the wave's tasks have read.
 * What tasks report is for showing only, since a task may be tried again or read for nothing: when a wave ends, the run
 * says what it came to. To be used by several threads.
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
    /** When the last byte of the current wave, or of the input, was read; null while some are left. */
    private Instant lastByte;

    private TaskCount ended = TaskCount.NONE;
    private final Map<Long, TaskCount> running = new HashMap<>();
    /** Stage and partition of the tasks that have ended well in this wave. */
    private final Set<Long> endedPartitions = new HashSet<>();

    public ProgressCounter(InstantSource clock) {
        this.clock = clock;
        started = clock.instant();
    }

    /**
     * The scan begins. Where an earlier run has committed waves, these are done already.
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
     * @param bytes of its chunks, as they are stored
     */
    public synchronized void startWave(long bytes, int workerCount) {
        inWave = true;
        waveBytes = bytes;
        workers = workerCount;
        waveStarted = clock.instant();
        lastByte = null;
    }

    /**
     * The current wave is committed, or has been given up with all of its bytes.
     *
     * @param rows that it came to by the records of its chunks, rejected ones included
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
     * How many cells are finished.
     *
     * @param count of the matrix; 0 where it is not known
     */
    public synchronized void cells(long done, long count) {
        cellsDone = done;
        cells = count;
    }

    /** The run goes on to its next phase. */
    public synchronized void startPhase(Phase next) {
        if (phase == Phase.SCANNING) {
            lastByte = clock.instant();
        }
        phase = next;
    }

    /** A run that has not said that it is done, and says no more, has failed. */
    synchronized void stop() {
        if (phase != Phase.DONE) {
            phase = Phase.FAILED;
        }
    }

    /** @param launched by the driver's clock */
    synchronized void taskStarted(long task, Instant launched) {
        // Spark tells of tasks a moment later: one of the wave before may be heard of in this one. Its clock has
        // milliseconds.
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

    /** The task has ended well, and its work counts unless another attempt at the same partition has been counted. */
    synchronized void taskEnded(long task, int stage, int partition, TaskCount count) {
        if (running.remove(task) != null && endedPartitions.add((long) stage << 32 | partition)) {
            ended = ended.plus(count);
            noteLastByte();
        }
    }

    /** The task was not finished; what it had read does not count. */
    synchronized void taskFailed(long task) {
        running.remove(task);
    }

    private void noteLastByte() {
        if (lastByte == null && ended.bytes() >= waveBytes) {
            lastByte = clock.instant();
        }
    }

    /** How far the run is now. */
    public synchronized Progress progress() {
        Instant now = clock.instant();
        TaskCount current = running.values().stream().reduce(ended, TaskCount::plus);
        Duration scanningNow =
                inWave ? scanning.plus(Duration.between(waveStarted, lastByte == null ? now : lastByte)) : scanning;
        return new Progress(
                phase,
                // A scan that Spark does twice is still one.
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
