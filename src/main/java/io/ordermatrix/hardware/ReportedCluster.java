package io.ordermatrix.hardware;

import io.ordermatrix.config.ClusterConfig;
import java.util.Objects;

/**
 * What a cluster manager says that it can give to jobs.
 *
 * @param nodes what each of its machines has for jobs: of several sizes, the smallest
 * @param origin who says so
 */
public record ReportedCluster(ClusterConfig nodes, String origin) {
    public ReportedCluster {
        Objects.requireNonNull(nodes);
        Objects.requireNonNull(origin);
    }
}
