package io.ordermatrix.config;

import io.ordermatrix.units.DataSize;
import java.util.Objects;

/**
 * A cluster of equal machines.
 *
 * @param nodes machines that run executors
 * @param coresPerNode cores of one machine, including those for its operating system
 * @param memoryPerNode memory of one machine, including that for its operating system
 */
public record ClusterConfig(int nodes, int coresPerNode, DataSize memoryPerNode) {
    public ClusterConfig {
        if (nodes < 1 || coresPerNode < 1) {
            throw new IllegalArgumentException("a cluster has at least one node with one core");
        }
        Objects.requireNonNull(memoryPerNode);
    }
}
