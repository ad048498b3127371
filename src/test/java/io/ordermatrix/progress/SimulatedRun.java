package io.ordermatrix.progress;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;

/**
 * A simulated run: workers that read chunks, waves that wait for their last chunk and commit, and an end. All times are
 * in seconds.
 *
 * @param chunks of each wave
 * @param chunkSeconds how long reading a chunk takes when the run is warm
 * @param spread by how much a chunk may take longer or shorter, as a share
 * @param coldSeconds how long the run is slow at the start
 * @param coldShare its speed until then
 * @param commitSeconds how long a wave takes after its last chunk
 * @param tables what is merged and written
 * @param finishSeconds how long that takes
 * @param resumedWaves number of waves that an earlier run has committed
 */
record SimulatedRun(
        int workers,
        List<Integer> chunks,
        double chunkSeconds,
        double spread,
        double coldSeconds,
        double coldShare,
        double commitSeconds,
        Set<MergedTable> tables,
        double finishSeconds,
        int resumedWaves) {

    static final long CHUNK_BYTES = 256_000_000;
    private static final long CHUNK_ROWS = 1_700_000;
    private static final double TICK = 0.5;

    private record Event(double seconds, Runnable what) {}

    /** An estimate and the truth, in seconds after the start of the run. */
    record Guess(double at, double left, double trulyLeft) {
        double error() {
            return Math.abs(left - trulyLeft) / trulyLeft;
        }
    }

    SimulatedRun {
        chunks = List.copyOf(chunks);
        tables = Set.copyOf(tables);
    }

    /** Runs, and estimates the time left twice a second; unknown times are NaN. */
    List<Guess> guesses(Random random) {
        SimulatedClock clock = new SimulatedClock();
        ProgressCounter counter = new ProgressCounter(clock);
        List<Event> events = events(random, counter, clock);
        double end = events.get(events.size() - 1).seconds();
        ProgressEstimator estimator = new ProgressEstimator(tables);
        List<Guess> guesses = new ArrayList<>();
        int next = 0;
        for (double now = TICK; now < end; now += TICK) {
            for (; events.get(next).seconds() <= now; next++) {
                clock.goTo(events.get(next).seconds());
                events.get(next).what().run();
            }
            clock.goTo(now);
            double left = estimator
                    .observe(counter.progress())
                    .left()
                    .map(duration -> duration.toMillis() / 1000.0)
                    .orElse(Double.NaN);
            guesses.add(new Guess(now, left, end - now));
        }
        return guesses;
    }

    private List<Event> events(Random random, ProgressCounter counter, SimulatedClock clock) {
        List<Event> events = new ArrayList<>();
        long committed = total(chunks.subList(0, resumedWaves));
        events.add(new Event(
                0,
                () -> counter.startScan(
                        total(chunks) * CHUNK_BYTES,
                        chunks.size(),
                        committed * CHUNK_BYTES,
                        committed * CHUNK_ROWS,
                        resumedWaves)));
        double now = 0;
        long task = 0;
        for (int wave = resumedWaves; wave < chunks.size(); wave++) {
            int count = chunks.get(wave);
            events.add(new Event(now, () -> counter.startWave(count * CHUNK_BYTES, workers)));
            PriorityQueue<Double> free = new PriorityQueue<>();
            for (int worker = 0; worker < workers; worker++) {
                free.add(now);
            }
            for (int chunk = 0; chunk < count; chunk++) {
                double from = free.remove();
                double to = endOfChunk(from, chunkSeconds * (1 + spread * (2 * random.nextDouble() - 1)));
                free.add(to);
                long number = task++;
                int partition = chunk;
                int stage = wave;
                events.add(new Event(from, () -> counter.taskStarted(number, clock.instant())));
                events.add(new Event(
                        to, () -> counter.taskEnded(number, stage, partition, new TaskCount(CHUNK_BYTES, CHUNK_ROWS))));
                now = Math.max(now, to);
            }
            now += commitSeconds;
            events.add(new Event(now, () -> counter.endWave(count * CHUNK_ROWS)));
        }
        events.add(new Event(now, () -> counter.startPhase(Phase.MERGING)));
        events.add(new Event(now + finishSeconds / 2, () -> counter.startPhase(Phase.WRITING)));
        events.add(new Event(now + finishSeconds, () -> counter.startPhase(Phase.DONE)));
        // A stable sort, which keeps the order of simultaneous events.
        events.sort(Comparator.comparingDouble(Event::seconds));
        return events;
    }

    private double endOfChunk(double from, double warmSeconds) {
        double cold = Math.max(0, coldSeconds - from);
        double doneCold = cold * coldShare;
        return doneCold >= warmSeconds ? from + warmSeconds / coldShare : from + cold + warmSeconds - doneCold;
    }

    private static long total(List<Integer> chunks) {
        return chunks.stream().mapToLong(Integer::longValue).sum();
    }
}
