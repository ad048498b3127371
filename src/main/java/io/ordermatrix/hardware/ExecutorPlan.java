package io.ordermatrix.hardware;

import io.ordermatrix.units.DataSize;
import java.util.Objects;

/**
 * The executors of a cluster, all of the same size.
 *
 * @param count the number of executors on all nodes together, when none is released
 * @param dynamic whether idle executors are released, and requested again when there is work
 * @param fewest the number of executors that are always kept
 * @param cores cores of each executor, at most 5
 * @param memory heap of each executor, in whole mebibytes
 * @param memoryOverhead what each executor needs in addition to its heap, in whole mebibytes
 */
public record ExecutorPlan(
        int count, boolean dynamic, int fewest, int cores, DataSize memory, DataSize memoryOverhead) {
    public ExecutorPlan {
        if (count < 1 || cores < 1) {
            throw new IllegalArgumentException("a cluster has at least one executor with one core");
        }
        if (fewest < 0 || fewest > count) {
            throw new IllegalArgumentException("the executors kept must be between 0 and all");
        }
        Objects.requireNonNull(memory);
        Objects.requireNonNull(memoryOverhead);
    }
}
