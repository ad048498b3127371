package io.ordermatrix.hardware;

import io.ordermatrix.config.ClusterConfig;
import io.ordermatrix.config.ConfigKeys;
import io.ordermatrix.config.LoadedConfig;
import io.ordermatrix.config.Mode;
import io.ordermatrix.units.DataSize;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Plans a run on a cluster: executors of equal size, with one worker per core. */
final class ClusterPlanner {
    /** The driver plans and adds up the rollups of the executors, the largest of which has a row for each cell. */
    private static final DataSize DRIVER = DataSize.ofGigabytes(2);

    /** One executor in this many is kept when idle. */
    private static final int EXECUTORS_PER_KEPT = 10;

    private static final String CORES = "spark.executor.cores";
    private static final String ALL_CORES = "spark.cores.max";
    private static final String EXECUTORS = "spark.executor.instances";
    private static final String MOST_EXECUTORS = "spark.dynamicAllocation.maxExecutors";
    private static final String FEWEST_EXECUTORS = "spark.dynamicAllocation.minExecutors";
    private static final String GIVES_BACK = "spark.dynamicAllocation.enabled";
    private static final String MEMORY = "spark.executor.memory";
    private static final String MEMORY_OVERHEAD = "spark.executor.memoryOverhead";

    private final LoadedConfig config;
    private final GivenSettings given;
    private final ScanSizes sizes;

    ClusterPlanner(LoadedConfig config, GivenSettings given, ScanSizes sizes) {
        this.config = config;
        this.given = given;
        this.sizes = sizes;
    }

    /** The plan for the configured cluster or, if none is configured, for the reported one. */
    ResourcePlan plan(Optional<ReportedCluster> reported) {
        ExecutorRoom room = room(reported);
        Derived<Integer> cores = given.count(CORES, planned(room.cores(), room));
        Derived<Integer> executors = executors(cores.value(), planned(room.count(), room));
        Derived<DataSize> memory = given.memory(MEMORY, Derived.of(room.memory(), room.origin()));
        Derived<DataSize> overhead = given.memory(MEMORY_OVERHEAD, Derived.of(room.memoryOverhead(), room.origin()));
        boolean givesBack = given.flag(GIVES_BACK).orElse(!isSequential());
        int kept = kept(executors.value());

        int workers = Math.multiplyExact(executors.value(), cores.value());
        DataSize memoryPerWorker = DataSize.ofBytes(memory.value().bytes() / cores.value());
        Derived<DataSize> chunkSize = sizes.chunkSize(workers, Derived.of(memoryPerWorker, memory.origin()));
        Derived<DataSize> waveSize = sizes.waveSize(workers, chunkSize.value());
        Derived<DataSize> driverMemory = given.driverMemory(Derived.of(DRIVER, "default on a cluster"));
        Derived<Integer> shufflePartitions = sizes.shufflePartitions(workers);
        return new ResourcePlan(
                workers,
                chunkSize.value(),
                waveSize.value(),
                driverMemory.value(),
                shufflePartitions.value(),
                Optional.of(new ExecutorPlan(
                        executors.value(), givesBack, kept, cores.value(), memory.value(), overhead.value())),
                List.of(
                        Derived.of(workers, executors.origin()).named("workers"),
                        executors.named("executors"),
                        Derived.of(givesBack ? "all but " + kept : "none", givesBackOrigin())
                                .named("executors released when idle"),
                        cores.named("cores per executor"),
                        memory.named("memory per executor"),
                        overhead.named("memory overhead per executor"),
                        chunkSize.named("chunk size"),
                        waveSize.named("wave size"),
                        driverMemory.named("driver memory"),
                        shufflePartitions.named("shuffle partitions")));
    }

    private ExecutorRoom room(Optional<ReportedCluster> reported) {
        Optional<ClusterConfig> configured = config.job().cluster();
        if (configured.isPresent()) {
            return room(
                    ExecutorRoom.lessSystem(configured.get()),
                    "cluster of " + configured.get().nodes() + " nodes (" + config.origin(ConfigKeys.NODES) + ")");
        }
        return reported.filter(cluster -> ExecutorRoom.isOn(cluster.nodes()))
                .map(cluster -> room(cluster.nodes(), cluster.origin()))
                .orElseGet(ExecutorRoom::ofSpark);
    }

    private ExecutorRoom room(ClusterConfig free, String origin) {
        return isSequential() ? ExecutorRoom.forOne(free, origin) : ExecutorRoom.forAll(free, origin);
    }

    /** A count that fits the cluster, or 1 if chunks are scanned one after the other. */
    private Derived<Integer> planned(int count, ExecutorRoom room) {
        return isSequential() ? Derived.of(1, ConfigKeys.MODE, config) : Derived.of(count, room.origin());
    }

    /** Several of Spark's settings determine the number of executors; the most direct one wins. */
    private Derived<Integer> executors(int cores, Derived<Integer> planned) {
        Derived<Integer> byCores = given.count(ALL_CORES)
                .map(all -> Derived.of(Math.max(1, all / cores), GivenSettings.origin(ALL_CORES)))
                .orElse(planned);
        return given.count(EXECUTORS, given.count(MOST_EXECUTORS, byCores));
    }

    private int kept(int executors) {
        int planned = Math.toIntExact(Rounding.divideUp(executors, EXECUTORS_PER_KEPT));
        return Math.min(given.count(FEWEST_EXECUTORS).orElse(planned), executors);
    }

    private String givesBackOrigin() {
        return Stream.of(GIVES_BACK, FEWEST_EXECUTORS)
                .filter(given.values()::containsKey)
                .findFirst()
                .map(GivenSettings::origin)
                .orElse(isSequential() ? Derived.origin(ConfigKeys.MODE, config) : "nine of ten");
    }

    private boolean isSequential() {
        return config.job().mode() == Mode.SEQUENTIAL;
    }
}
