package io.ordermatrix.progress;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Estimates rate and time left from what it has been shown of a run, in the order of time.
 *
 * <p>The rate is that of the latter three quarters of the time in which chunks were read: they forget a slow start (classes
 * that load, code that is not compiled yet) and an older number of workers, and still grow with the run, so that waves of
 * different speed even out. It is the slope of the line that fits best, since bytes come in steps where workers end their
 * chunks together, and both ends of the time would be off by such a step.
 *
 * <p>What follows the last byte of a wave and of the input is not in that rate: each wave's commit counts with the mean of
 * the commits so far, and the end of the run with a constant and a share of the whole scan, since the merged cube grows
 * with the input (and with that part of it that an earlier run has read).
 */
final class ProgressEstimator {
    /** A wave's commit as a share of its scan, until the first one has been seen. */
    private static final double COMMIT_SHARE = 0.05;
    /** Merging and writing as a share of scanning the whole input. */
    private static final double FINISH_SHARE = 0.02;
    /** Merging and writing of a small cube: a dozen Spark jobs of about a second each on two cores. */
    private static final double FINISH_SECONDS = 10;

    /** Of the time in which chunks were read, what the rate leaves out. */
    private static final double FORGOTTEN_SHARE = 0.25;

    private static final int MOST_SAMPLES = 1024;

    private record Sample(double seconds, double bytes) {}

    private final List<Sample> samples = new ArrayList<>();

    ProgressEstimate observe(Progress progress) {
        Sample sample = new Sample(seconds(progress.scanning()), progress.bytesDone() - progress.bytesResumed());
        if (samples.isEmpty() || sample.seconds() > last().seconds()) {
            if (samples.size() == MOST_SAMPLES) {
                thinOut();
            }
            samples.add(sample);
        }
        double rate = rate();
        return new ProgressEstimate(rate, secondsLeft(progress, rate).map(ProgressEstimator::duration));
    }

    private Sample last() {
        return samples.get(samples.size() - 1);
    }

    private void thinOut() {
        for (int kept = 0; kept < MOST_SAMPLES / 2; kept++) {
            samples.set(kept, samples.get(2 * kept));
        }
        samples.subList(MOST_SAMPLES / 2, MOST_SAMPLES).clear();
    }

    private double rate() {
        double from = FORGOTTEN_SHARE * last().seconds();
        int count = 0;
        double meanSeconds = 0;
        double meanBytes = 0;
        for (Sample sample : samples) {
            if (sample.seconds() >= from) {
                count++;
                meanSeconds += (sample.seconds() - meanSeconds) / count;
                meanBytes += (sample.bytes() - meanBytes) / count;
            }
        }
        double covariance = 0;
        double variance = 0;
        for (Sample sample : samples) {
            if (sample.seconds() >= from) {
                covariance += (sample.seconds() - meanSeconds) * (sample.bytes() - meanBytes);
                variance += (sample.seconds() - meanSeconds) * (sample.seconds() - meanSeconds);
            }
        }
        if (covariance > 0) {
            return covariance / variance;
        }
        // Three quarters without a chunk's end says nothing; the whole may.
        return last().seconds() > 0 ? last().bytes() / last().seconds() : 0;
    }

    private static Optional<Double> secondsLeft(Progress progress, double rate) {
        if (progress.phase() == Phase.DONE) {
            return Optional.of(0.0);
        }
        boolean canTell = rate > 0 && progress.phase() != Phase.STARTING && progress.phase() != Phase.FAILED;
        if (!canTell) {
            return Optional.empty();
        }
        double sinceLastByte = seconds(progress.sinceLastByte());
        double wholeScan = progress.bytesTotal() / rate;
        double finish = FINISH_SECONDS + FINISH_SHARE * wholeScan;
        if (progress.phase() != Phase.SCANNING) {
            // A run that takes longer than it should is not about to end.
            return sinceLastByte < finish ? Optional.of(finish - sinceLastByte) : Optional.empty();
        }
        double commit = progress.wavesEnded() > 0
                ? seconds(progress.committing()) / progress.wavesEnded()
                : COMMIT_SHARE * wholeScan / Math.max(1, progress.waves());
        int commitsLeft = Math.max(0, progress.waves() - progress.wavesDone());
        double bytesLeft = Math.max(0, progress.bytesTotal() - progress.bytesDone());
        return Optional.of(bytesLeft / rate + commit * commitsLeft - Math.min(commit, sinceLastByte) + finish);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static Duration duration(double seconds) {
        return Duration.ofMillis(Math.round(Math.max(0, seconds) * 1000));
    }
}
