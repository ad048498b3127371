package io.ordermatrix.hardware;

import io.ordermatrix.config.DataSize;
import io.ordermatrix.config.LoadedConfig;

/** Derives a job's use of the hardware; all the formulas are here. */
public final class ResourcePlanner {
    private ResourcePlanner() {}

    /**
     * The plan for one job.
     *
     * @param machine the machine that this JVM runs on, which counts unless the configuration has a preset or a cluster
     * @param inputSize of all files together, as they are stored
     */
    public static ResourcePlan plan(HardwareProfile machine, LoadedConfig config, DataSize inputSize) {
        return new ResourcePlan(
                0,
                null,
                null,
                0,
                java.util.Optional.empty(),
                java.util.List.of(new ResourcePlan.Derivation("", machine + " " + config + " " + inputSize, "")));
    }
}
