package io.ordermatrix.hardware;

import io.ordermatrix.config.ClusterConfig;
import java.util.Objects;

/**
 * The resources for jobs, as reported by a cluster manager.
 *
 * @param nodes what each machine has for jobs; if they differ, the smallest
 * @param origin the cluster manager, for people
 */
public record ReportedCluster(ClusterConfig nodes, String origin) {
    public ReportedCluster {
        Objects.requireNonNull(nodes);
        Objects.requireNonNull(origin);
    }
}
