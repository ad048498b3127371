package io.ordermatrix.memory;

import java.util.Objects;

/**
 * A wave that runs with another number of workers than the one before.
 *
 * @param wave the one that runs with {@code to} workers
 * @param reason for people
 * @param heapShare of the heap's limit, after the last collection
 * @param machineShare of the machine's memory
 */
public record WorkerChange(int wave, int from, int to, String reason, double heapShare, double machineShare) {
    public WorkerChange {
        Objects.requireNonNull(reason);
    }
}
