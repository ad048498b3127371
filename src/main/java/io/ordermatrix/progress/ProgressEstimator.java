package io.ordermatrix.progress;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Estimates the rate and the time left from successive observations of a run.
 *
 * <p>The rate is that of the last three quarters of the time spent reading chunks. That leaves out a slow start (class
 * loading, code not yet compiled) and outdated numbers of workers, but still grows with the run, so that waves of
 * different speed average out. It is the slope of a least-squares line, because bytes arrive in steps when workers
 * finish their chunks together, and a rate between two points could be off by a step at both ends.
 *
 * <p>The rate does not cover what follows the last byte of a wave and of the input. The commit of each wave is
 * estimated by the mean of the commits so far; the end of the run, by a constant plus a share of the whole scan for each
 * table, since what is merged grows with the input (including the part read by an earlier run).
 */
final class ProgressEstimator {
    /** A wave's commit as a share of its scan, until the first one has been seen. */
    private static final double COMMIT_SHARE = 0.05;
    /** Merging and writing what is small: little work, but by code that is not yet compiled. */
    private static final double FINISH_SECONDS = 2;

    /** The share of the time spent reading chunks that the rate leaves out. */
    private static final double FORGOTTEN_SHARE = 0.25;

    private static final int MOST_SAMPLES = 1024;

    private record Sample(double seconds, double bytes) {}

    private final double finishShare;
    private final List<Sample> samples = new ArrayList<>();

    /**
     * @param tables what is merged after the scan
     */
    ProgressEstimator(Set<MergedTable> tables) {
        finishShare = tables.stream().mapToDouble(MergedTable::shareOfScan).sum();
    }

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
        // If no chunk ended in the last three quarters, the whole time has to do.
        return last().seconds() > 0 ? last().bytes() / last().seconds() : 0;
    }

    private Optional<Double> secondsLeft(Progress progress, double rate) {
        if (progress.phase() == Phase.DONE) {
            return Optional.of(0.0);
        }
        boolean canTell = rate > 0 && progress.phase() != Phase.STARTING && progress.phase() != Phase.FAILED;
        if (!canTell) {
            return Optional.empty();
        }
        double sinceLastByte = seconds(progress.sinceLastByte());
        double wholeScan = progress.bytesTotal() / rate;
        double finish = FINISH_SECONDS + finishShare * wholeScan;
        if (progress.phase() != Phase.SCANNING) {
            // If the run takes longer than estimated, the time left is unknown.
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
