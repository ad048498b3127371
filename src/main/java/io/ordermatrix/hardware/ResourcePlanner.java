package io.ordermatrix.hardware;

import io.ordermatrix.config.LoadedConfig;
import io.ordermatrix.units.DataSize;
import java.util.Optional;

/** Derives how a job uses the hardware, on one machine or on a cluster. */
public final class ResourcePlanner {
    private ResourcePlanner() {}

    /**
     * The plan for one job.
     *
     * @param detected the machine that this JVM runs on; used unless the configuration has a preset or the job runs on
     *     a cluster
     * @param inputSize stored size of all files together; 0 if not known yet
     * @param given Spark settings, which override derived values
     * @param reported the cluster manager's report; used unless the configuration describes a cluster
     */
    public static ResourcePlan plan(
            HardwareProfile detected,
            LoadedConfig config,
            DataSize inputSize,
            GivenSettings given,
            Optional<ReportedCluster> reported) {
        ScanSizes sizes = new ScanSizes(config, inputSize, given);
        boolean isCluster = config.job().cluster().isPresent() || given.isCluster();
        return isCluster
                ? new ClusterPlanner(config, given, sizes).plan(reported)
                : new MachinePlanner(config, given, sizes).plan(Machine.of(detected, config));
    }

    /** The plan as far as it can be made before the input is known and Spark has started. */
    public static ResourcePlan plan(HardwareProfile detected, LoadedConfig config) {
        return plan(detected, config, DataSize.ofBytes(0), GivenSettings.NONE, Optional.empty());
    }
}
