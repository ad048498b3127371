package io.ordermatrix.progress;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How fast a run is, and how long it will take.
 *
 * @param bytesPerSecond of the input while chunks are read; 0 where it is not known
 * @param left until the results are published; empty where that can't be said
 */
public record ProgressEstimate(double bytesPerSecond, Optional<Duration> left) {
    public ProgressEstimate {
        Objects.requireNonNull(left);
    }
}
