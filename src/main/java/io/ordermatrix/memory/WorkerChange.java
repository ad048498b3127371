package io.ordermatrix.memory;

import java.util.Objects;

/**
 * A wave that runs with a different number of workers than the previous one.
 *
 * @param wave number of the wave that runs with {@code to} workers
 * @param reason for people
 * @param heapShare share of the heap in use after the last collection, 0 to 1
 * @param machineShare share of the machine's memory in use, 0 to 1
 */
public record WorkerChange(int wave, int from, int to, String reason, double heapShare, double machineShare) {
    public WorkerChange {
        Objects.requireNonNull(reason);
    }
}
