package io.ordermatrix.hardware;

import io.ordermatrix.config.ClusterConfig;
import io.ordermatrix.config.ConfigKey;
import io.ordermatrix.config.ConfigKeys;
import io.ordermatrix.config.DataSize;
import io.ordermatrix.config.LoadedConfig;
import io.ordermatrix.config.LocalConfig;
import io.ordermatrix.config.Mode;
import io.ordermatrix.hardware.ResourcePlan.Derivation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Derives a job's use of the hardware. All the formulas are here, and none of them makes memory grow with the input.
 *
 * <p>On one machine the values are:
 *
 * <table>
 *   <caption>The three machines that presets stand for</caption>
 *   <tr><th>preset</th><th>cores</th><th>memory</th><th>workers</th><th>chunk at most</th></tr>
 *   <tr><td>laptop</td><td>2</td><td>4 GB</td><td>2</td><td>256 MB</td></tr>
 *   <tr><td>workstation</td><td>8</td><td>16 GB</td><td>7</td><td>400 MB</td></tr>
 *   <tr><td>server</td><td>32</td><td>256 GB</td><td>30</td><td>2000 MB</td></tr>
 * </table>
 */
public final class ResourcePlanner {
    private static final long MB = 1_000_000;
    private static final long GB = 1_000_000_000;
    private static final long MIB = 1 << 20;

    /** One core in so many is left to the system, and to the threads of Spark that are no workers. */
    private static final int CORES_PER_SYSTEM_CORE = 16;

    /** What a worker needs besides its chunk: its part of Spark, of the aggregates and of the page cache. */
    private static final long WORKER_BASE = 1_500 * MB;

    private static final long CHUNK_STEP = 16 * MB;
    /** Below this, starting a task costs more than the memory saved is worth. */
    private static final long SMALLEST_DERIVED_CHUNK = 64 * MB;
    /** An array of bytes ends at 2^31; chunks stay clear of it. */
    private static final long LARGEST_CHUNK = 2_000 * MB;

    /** So that one slow chunk at the end keeps the others waiting for a quarter of the time at most. */
    private static final int CHUNKS_PER_WORKER = 4;

    private static final long SMALLEST_SHRUNK_CHUNK = MIB;

    private static final long DRIVER_BASE = GB;
    private static final long DRIVER_PER_WORKER = 512 * MB;
    /** On a cluster the driver plans, and holds the cube while it writes the rollups. */
    private static final long CLUSTER_DRIVER = 2 * GB;

    private static final int SYSTEM_CORES_PER_NODE = 1;
    private static final long SYSTEM_MEMORY_PER_NODE = GB;
    /** More threads than this in one JVM get in each other's way at garbage collection and on HDFS. */
    private static final int MOST_CORES_PER_EXECUTOR = 5;
    /** With fewer, each JVM's fixed needs are shared by too few. */
    private static final int FEWEST_CORES_PER_EXECUTOR = 3;
    /** Spark does not start in less than 450 MiB. */
    private static final long SMALLEST_EXECUTOR_MEMORY = 512 * MIB;

    private static final long SMALLEST_OVERHEAD = 384 * MIB;
    /** The part of its heap that an executor takes beside it: threads, code and direct buffers. */
    private static final int HEAPS_PER_OVERHEAD = 10;

    /** What one task of an exchange takes well; the exchange moves at most about what was read. */
    private static final long BYTES_PER_SHUFFLE_PARTITION = 128 * MB;
    /** Beyond this, the driver is busy with the book-keeping of partitions. */
    private static final long MOST_SHUFFLE_PARTITIONS = 100_000;

    private final LoadedConfig config;
    private final DataSize inputSize;
    private final List<Derivation> derivations = new ArrayList<>();

    private ResourcePlanner(LoadedConfig config, DataSize inputSize) {
        this.config = config;
        this.inputSize = inputSize;
    }

    /**
     * The plan for one job.
     *
     * @param detected the machine that this JVM runs on, which counts unless the configuration has a preset or a cluster
     * @param inputSize of all files together, as they are stored; 0 if not known yet
     */
    public static ResourcePlan plan(HardwareProfile detected, LoadedConfig config, DataSize inputSize) {
        ResourcePlanner planner = new ResourcePlanner(config, inputSize);
        Optional<ClusterConfig> cluster = config.job().cluster();
        return cluster.isPresent() ? planner.onCluster(cluster.get()) : planner.onMachine(planner.machine(detected));
    }

    private Machine machine(HardwareProfile detected) {
        return switch (config.job().preset()) {
            case AUTO -> new Machine(detected.cores(), detected.memory(), "this machine (" + detected.summary() + ")");
            case LAPTOP -> new Machine(2, DataSize.ofGigabytes(4), presetOrigin("laptop"));
            case WORKSTATION -> new Machine(8, DataSize.ofGigabytes(16), presetOrigin("workstation"));
            case SERVER -> new Machine(32, DataSize.ofGigabytes(256), presetOrigin("server"));
        };
    }

    private String presetOrigin(String name) {
        return "preset " + name + " (" + config.origin(ConfigKeys.PRESET) + ")";
    }

    private ResourcePlan onMachine(Machine machine) {
        LocalConfig local = config.job().local();
        int workers;
        if (isSequential()) {
            workers = derived("workers", 1, keyOrigin(ConfigKeys.MODE));
        } else if (local.workers().isPresent()) {
            workers = derived("workers", local.workers().get(), keyOrigin(ConfigKeys.WORKERS));
        } else {
            workers = derived("workers", workers(machine.cores()), machine.origin());
        }
        DataSize chunkSize = chunkSize(workers, machine.memory().bytes() / workers, machine.origin());
        DataSize driverMemory = local.driverMemory().isPresent()
                ? derived("driver memory", local.driverMemory().get(), keyOrigin(ConfigKeys.DRIVER_MEMORY))
                : derived("driver memory", driverMemory(workers, machine.memory()), machine.origin());
        return new ResourcePlan(
                workers, chunkSize, driverMemory, shufflePartitions(workers), Optional.empty(), derivations);
    }

    private ResourcePlan onCluster(ClusterConfig cluster) {
        String origin = "cluster of " + cluster.nodes() + " nodes (" + config.origin(ConfigKeys.NODES) + ")";
        ExecutorPlan executors = isSequential() ? singleExecutor(cluster) : executors(cluster);
        int workers = derived(
                "workers",
                Math.multiplyExact(executors.count(), executors.cores()),
                isSequential() ? keyOrigin(ConfigKeys.MODE) : origin);
        derived("executors", executors.count(), isSequential() ? keyOrigin(ConfigKeys.MODE) : origin);
        derived("cores per executor", executors.cores(), isSequential() ? keyOrigin(ConfigKeys.MODE) : origin);
        derived("memory per executor", executors.memory(), origin);
        derived("memory overhead per executor", executors.memoryOverhead(), origin);
        DataSize chunkSize = chunkSize(workers, executors.memory().bytes() / executors.cores(), origin);
        DataSize driverMemory = derived("driver memory", DataSize.ofBytes(CLUSTER_DRIVER), "default on a cluster");
        return new ResourcePlan(
                workers, chunkSize, driverMemory, shufflePartitions(workers), Optional.of(executors), derivations);
    }

    private boolean isSequential() {
        return config.job().mode() == Mode.SEQUENTIAL;
    }

    private static int workers(int cores) {
        int systemCores = (cores + CORES_PER_SYSTEM_CORE / 2) / CORES_PER_SYSTEM_CORE;
        return cores - systemCores;
    }

    /**
     * The configured size as it is, or the largest that a worker's memory allows, unless the input is too small to give
     * every worker several of these.
     */
    private DataSize chunkSize(int workers, long memoryPerWorker, String origin) {
        Optional<DataSize> configured = config.job().scan().chunkSize();
        if (configured.isPresent()) {
            return derived("chunk size", configured.get(), keyOrigin(ConfigKeys.CHUNK_SIZE));
        }
        long largest = largestChunk(memoryPerWorker);
        long chunks = (long) workers * CHUNKS_PER_WORKER;
        long shrunk = Math.max(ceilingDivide(inputSize.bytes(), chunks), SMALLEST_SHRUNK_CHUNK);
        boolean isUnknown = inputSize.bytes() == 0;
        if (isUnknown || shrunk >= largest) {
            return derived("chunk size", DataSize.ofBytes(largest), origin);
        }
        DataSize size = DataSize.ofBytes(shrunk);
        // A share of the input is seldom a round number of bytes.
        derived(
                "chunk size",
                size.approximate(),
                "input of " + inputSize.approximate() + ", " + CHUNKS_PER_WORKER + " chunks or more a worker");
        return size;
    }

    /** Half of what a worker has beyond its base: the other half is for what it makes of the chunk. */
    private static long largestChunk(long memoryPerWorker) {
        long half = (memoryPerWorker - WORKER_BASE) / 2;
        long rounded = Math.floorDiv(half + CHUNK_STEP / 2, CHUNK_STEP) * CHUNK_STEP;
        return Math.min(Math.max(rounded, SMALLEST_DERIVED_CHUNK), LARGEST_CHUNK);
    }

    private static DataSize driverMemory(int workers, DataSize memory) {
        long wanted = DRIVER_BASE + workers * DRIVER_PER_WORKER;
        long half = memory.bytes() / 2 / MB * MB;
        return DataSize.ofBytes(Math.max(Math.min(wanted, half), DRIVER_BASE));
    }

    /** Whole rounds of all workers, so that none is idle in the last one. */
    private int shufflePartitions(int workers) {
        long parts = Math.min(ceilingDivide(inputSize.bytes(), BYTES_PER_SHUFFLE_PARTITION), MOST_SHUFFLE_PARTITIONS);
        long rounds = Math.max(1, ceilingDivide(parts, workers));
        return derived(
                "shuffle partitions",
                Math.toIntExact(rounds * workers),
                "input of " + inputSize.approximate() + ", " + workers + (workers == 1 ? " worker" : " workers"));
    }

    private static ExecutorPlan executors(ClusterConfig cluster) {
        int cores = Math.max(1, cluster.coresPerNode() - SYSTEM_CORES_PER_NODE);
        long memory = cluster.memoryPerNode().bytes() - SYSTEM_MEMORY_PER_NODE;
        int coresPerExecutor = coresPerExecutor(cores);
        long mostByMemory = Math.max(1, memory / (SMALLEST_EXECUTOR_MEMORY + SMALLEST_OVERHEAD));
        int perNode = Math.toIntExact(Math.min(cores / coresPerExecutor, mostByMemory));
        return executor(Math.multiplyExact(perNode, cluster.nodes()), coresPerExecutor, memory / perNode);
    }

    private static ExecutorPlan singleExecutor(ClusterConfig cluster) {
        return executor(1, 1, cluster.memoryPerNode().bytes() - SYSTEM_MEMORY_PER_NODE);
    }

    /** Of the good sizes the one that leaves the fewest cores of a node idle, and of these the largest. */
    private static int coresPerExecutor(int cores) {
        int best = Math.min(cores, MOST_CORES_PER_EXECUTOR);
        for (int candidate = best - 1; candidate >= FEWEST_CORES_PER_EXECUTOR; candidate--) {
            if (cores % candidate < cores % best) {
                best = candidate;
            }
        }
        return best;
    }

    private static ExecutorPlan executor(int count, int cores, long memory) {
        // The memory is for heap and overhead. The overhead is a tenth of the heap, so that heap and overhead are
        // eleven parts.
        long overhead = Math.max(ceilingDivide(memory, HEAPS_PER_OVERHEAD + 1), SMALLEST_OVERHEAD);
        long wholeOverhead = ceilingDivide(overhead, MIB) * MIB;
        long heap = (memory - wholeOverhead) / MIB * MIB;
        return new ExecutorPlan(count, cores, DataSize.ofBytes(heap), DataSize.ofBytes(wholeOverhead));
    }

    private static long ceilingDivide(long dividend, long divisor) {
        return Math.floorDiv(dividend, divisor) + (dividend % divisor == 0 ? 0 : 1);
    }

    private String keyOrigin(ConfigKey<?> key) {
        return key.name() + " (" + config.origin(key) + ")";
    }

    private <T> T derived(String name, T value, String origin) {
        derivations.add(new Derivation(name, value.toString(), origin));
        return value;
    }
}
