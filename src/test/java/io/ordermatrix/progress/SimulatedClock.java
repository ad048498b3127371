package io.ordermatrix.progress;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that is set by hand. */
final class SimulatedClock implements InstantSource {
    private static final Instant START = Instant.parse("2024-09-05T00:00:00Z");

    private Instant now = START;

    /** @param seconds since the clock was created */
    void goTo(double seconds) {
        now = START.plus(Duration.ofNanos(Math.round(seconds * 1e9)));
    }

    double seconds() {
        return Duration.between(START, now).toNanos() / 1e9;
    }

    @Override
    public Instant instant() {
        return now;
    }
}
