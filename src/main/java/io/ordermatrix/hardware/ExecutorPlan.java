package io.ordermatrix.hardware;

import io.ordermatrix.units.DataSize;
import java.util.Objects;

/**
 * The executors of a cluster, all alike.
 *
 * @param count how many there are on all nodes together, when none is given back
 * @param dynamic whether idle ones are given back, and asked for again when there is work
 * @param fewest that are kept
 * @param cores of each, at most 5
 * @param memory heap of each, in whole mebibytes
 * @param memoryOverhead what each takes beside its heap, in whole mebibytes
 */
public record ExecutorPlan(
        int count, boolean dynamic, int fewest, int cores, DataSize memory, DataSize memoryOverhead) {
    public ExecutorPlan {
        if (count < 1 || cores < 1) {
            throw new IllegalArgumentException("a cluster has at least one executor with one core");
        }
        if (fewest < 0 || fewest > count) {
            throw new IllegalArgumentException("at least none and at most all executors are kept");
        }
        Objects.requireNonNull(memory);
        Objects.requireNonNull(memoryOverhead);
    }
}
