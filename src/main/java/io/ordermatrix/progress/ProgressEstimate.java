package io.ordermatrix.progress;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How fast a run is, and how long it will still take.
 *
 * @param bytesPerSecond of the input while chunks are read; 0 if not known
 * @param left time until the results are published; empty if unknown
 */
public record ProgressEstimate(double bytesPerSecond, Optional<Duration> left) {
    public ProgressEstimate {
        Objects.requireNonNull(left);
    }
}
