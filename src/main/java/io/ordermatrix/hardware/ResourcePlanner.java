package io.ordermatrix.hardware;

import io.ordermatrix.config.ClusterConfig;
import io.ordermatrix.config.ConfigKey;
import io.ordermatrix.config.ConfigKeys;
import io.ordermatrix.config.LoadedConfig;
import io.ordermatrix.config.LocalConfig;
import io.ordermatrix.config.Mode;
import io.ordermatrix.hardware.ResourcePlan.Derivation;
import io.ordermatrix.units.DataSize;
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

    /** A wave loses up to one chunk's time at its end, so this keeps its cost below five parts of a hundred. */
    private static final long CHUNKS_PER_WORKER_AND_WAVE = 12;

    /** Less is scanned again in a second or two. */
    private static final long SMALLEST_WAVE = 2 * GB;

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

    private static final String DRIVER_MEMORY = "spark.driver.memory";
    private static final String SHUFFLE_PARTITIONS = "spark.sql.shuffle.partitions";

    /** Of so many executors one is kept while there is nothing to do. */
    private static final int EXECUTORS_PER_KEPT = 10;

    /** What Spark gives a job on YARN or Kubernetes that asks for nothing. */
    private static final int SPARK_EXECUTORS = 2;

    private static final int SPARK_CORES_PER_EXECUTOR = 1;
    private static final DataSize SPARK_EXECUTOR_MEMORY = DataSize.ofBytes(1024 * MIB);

    private final LoadedConfig config;
    private final DataSize inputSize;
    private final GivenSettings given;
    private final List<Derivation> derivations = new ArrayList<>();

    private ResourcePlanner(LoadedConfig config, DataSize inputSize, GivenSettings given) {
        this.config = config;
        this.inputSize = inputSize;
        this.given = given;
    }

    /**
     * The plan for one job.
     *
     * @param detected the machine that this JVM runs on, which counts unless the configuration has a preset, or the job
     *     runs on a cluster
     * @param inputSize of all files together, as they are stored; 0 if not known yet
     * @param given settings of Spark, which win over what is derived
     * @param reported what the cluster manager says, which counts where the configuration says nothing of a cluster
     */
    public static ResourcePlan plan(
            HardwareProfile detected,
            LoadedConfig config,
            DataSize inputSize,
            GivenSettings given,
            Optional<ReportedCluster> reported) {
        ResourcePlanner planner = new ResourcePlanner(config, inputSize, given);
        Optional<ClusterConfig> cluster = config.job().cluster();
        if (cluster.isPresent()) {
            return planner.onCluster(
                    planner.executors(lessSystem(cluster.get())),
                    "cluster of " + cluster.get().nodes() + " nodes (" + config.origin(ConfigKeys.NODES) + ")");
        }
        if (!given.isCluster()) {
            return planner.onMachine(planner.machine(detected));
        }
        Optional<ReportedCluster> usable = reported.filter(
                report -> report.nodes().memoryPerNode().bytes() >= SMALLEST_EXECUTOR_MEMORY + SMALLEST_OVERHEAD);
        return usable.isPresent()
                ? planner.onCluster(
                        planner.executors(usable.get().nodes()), usable.get().origin())
                : planner.onCluster(
                        new ExecutorPlan(
                                SPARK_EXECUTORS,
                                true,
                                1,
                                SPARK_CORES_PER_EXECUTOR,
                                SPARK_EXECUTOR_MEMORY,
                                DataSize.ofBytes(SMALLEST_OVERHEAD)),
                        "Spark's default, as the size of the cluster is not known");
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
        Optional<Integer> givenWorkers = given.localWorkers(machine.cores());
        int workers;
        int planned = isSequential() ? 1 : local.workers().orElseGet(() -> workers(machine.cores()));
        if (givenWorkers.isPresent() && givenWorkers.get() != planned) {
            workers = derived("workers", givenWorkers.get(), givenOrigin("spark.master"));
        } else if (isSequential()) {
            workers = derived("workers", 1, keyOrigin(ConfigKeys.MODE));
        } else if (local.workers().isPresent()) {
            workers = derived("workers", local.workers().get(), keyOrigin(ConfigKeys.WORKERS));
        } else {
            workers = derived("workers", workers(machine.cores()), machine.origin());
        }
        DataSize chunkSize = chunkSize(workers, machine.memory().bytes() / workers, machine.origin());
        DataSize waveSize = waveSize(workers, chunkSize);
        DataSize driverMemory = local.driverMemory().isPresent()
                ? driverMemory(local.driverMemory().get(), keyOrigin(ConfigKeys.DRIVER_MEMORY))
                : driverMemory(heap(workers, machine.memory()), machine.origin());
        return new ResourcePlan(
                workers, chunkSize, waveSize, driverMemory, shufflePartitions(workers), Optional.empty(), derivations);
    }

    private ResourcePlan onCluster(ExecutorPlan derived, String origin) {
        ExecutorPlan sized =
                isSequential() ? new ExecutorPlan(1, false, 1, 1, derived.memory(), derived.memoryOverhead()) : derived;
        String countOrigin = isSequential() ? keyOrigin(ConfigKeys.MODE) : origin;
        Sized<Integer> cores = count("spark.executor.cores", sized.cores(), countOrigin);
        Sized<Integer> count = executorCount(sized.count(), cores.value(), countOrigin);
        Sized<DataSize> memory = memory("spark.executor.memory", sized.memory(), origin);
        Sized<DataSize> overhead = memory("spark.executor.memoryOverhead", sized.memoryOverhead(), origin);
        boolean dynamic = given.flag("spark.dynamicAllocation.enabled").orElse(sized.dynamic());
        int fewest = Math.min(
                given.count("spark.dynamicAllocation.minExecutors")
                        .orElse(Math.toIntExact(ceilingDivide(count.value(), EXECUTORS_PER_KEPT))),
                count.value());
        ExecutorPlan executors =
                new ExecutorPlan(count.value(), dynamic, fewest, cores.value(), memory.value(), overhead.value());

        int workers = derived("workers", Math.multiplyExact(count.value(), cores.value()), count.origin());
        derived("executors", count.value(), count.origin());
        derived(
                "executors given back when idle",
                dynamic ? "all but " + fewest : "none",
                setting("spark.dynamicAllocation.enabled")
                        .or(() -> setting("spark.dynamicAllocation.minExecutors"))
                        .orElse(isSequential() ? countOrigin : "nine of ten"));
        derived("cores per executor", cores.value(), cores.origin());
        derived("memory per executor", memory.value(), memory.origin());
        derived("memory overhead per executor", overhead.value(), overhead.origin());
        DataSize chunkSize = chunkSize(workers, memory.value().bytes() / cores.value(), memory.origin());
        DataSize waveSize = waveSize(workers, chunkSize);
        DataSize driverMemory = driverMemory(DataSize.ofBytes(CLUSTER_DRIVER), "default on a cluster");
        return new ResourcePlan(
                workers,
                chunkSize,
                waveSize,
                driverMemory,
                shufflePartitions(workers),
                Optional.of(executors),
                derivations);
    }

    /** A value that the user may have set, with its origin. */
    private record Sized<T>(T value, String origin) {}

    private Sized<Integer> executorCount(int derived, int cores, String origin) {
        for (String name : List.of("spark.executor.instances", "spark.dynamicAllocation.maxExecutors")) {
            Optional<Integer> count = given.count(name);
            if (count.isPresent()) {
                return new Sized<>(count.get(), givenOrigin(name));
            }
        }
        Optional<Integer> allCores = given.count("spark.cores.max");
        return allCores.isPresent()
                ? new Sized<>(Math.max(1, allCores.get() / cores), givenOrigin("spark.cores.max"))
                : new Sized<>(derived, origin);
    }

    private Sized<Integer> count(String name, int derived, String origin) {
        return given.count(name)
                .map(count -> new Sized<>(count, givenOrigin(name)))
                .orElseGet(() -> new Sized<>(derived, origin));
    }

    private Sized<DataSize> memory(String name, DataSize derived, String origin) {
        return given.memory(name)
                .map(memory -> new Sized<>(memory, givenOrigin(name)))
                .orElseGet(() -> new Sized<>(derived, origin));
    }

    /** The memory of the driver. The scripts set what was derived here, and that is not the user's choice then. */
    private DataSize driverMemory(DataSize derived, String origin) {
        return given.memory(DRIVER_MEMORY)
                .filter(memory -> memory.mebibytes() != derived.mebibytes())
                .map(memory -> derived("driver memory", memory, givenOrigin(DRIVER_MEMORY)))
                .orElseGet(() -> derived("driver memory", derived, origin));
    }

    private Optional<String> setting(String name) {
        return Optional.ofNullable(given.values().get(name)).map(value -> givenOrigin(name));
    }

    private static String givenOrigin(String setting) {
        return setting + " (--conf)";
    }

    private boolean isSequential() {
        return config.job().mode() == Mode.SEQUENTIAL;
    }

    private static int workers(int cores) {
        int systemCores = (cores + CORES_PER_SYSTEM_CORE / 2) / CORES_PER_SYSTEM_CORE;
        return cores - systemCores;
    }

    /**
     * The configured size as it is, or the largest that a worker's memory allows, unless the input or a wave of it is too
     * small to give every worker several of these.
     */
    private DataSize chunkSize(int workers, long memoryPerWorker, String origin) {
        Optional<DataSize> configured = config.job().scan().chunkSize();
        if (configured.isPresent()) {
            return derived("chunk size", configured.get(), keyOrigin(ConfigKeys.CHUNK_SIZE));
        }
        long largest = largestChunk(memoryPerWorker);
        long chunks = (long) workers * CHUNKS_PER_WORKER;
        Optional<DataSize> wave = config.job().scan().waveSize().filter(size -> size.bytes() < inputSize.bytes());
        DataSize together = wave.orElse(inputSize);
        long shrunk = Math.max(ceilingDivide(together.bytes(), chunks), SMALLEST_SHRUNK_CHUNK);
        boolean isUnknown = inputSize.bytes() == 0;
        if (isUnknown || shrunk >= largest) {
            return derived("chunk size", DataSize.ofBytes(largest), origin);
        }
        DataSize size = DataSize.ofBytes(shrunk);
        // A share of the input is seldom a round number of bytes.
        derived(
                "chunk size",
                size.approximate(),
                "%s of %s, %d chunks or more a worker"
                        .formatted(wave.isPresent() ? "wave" : "input", together.approximate(), CHUNKS_PER_WORKER));
        return size;
    }

    /** As many chunks as make the wait for the last one of a wave a small part of it. */
    private DataSize waveSize(int workers, DataSize chunkSize) {
        Optional<DataSize> configured = config.job().scan().waveSize();
        if (configured.isPresent()) {
            return derived("wave size", configured.get(), keyOrigin(ConfigKeys.WAVE_SIZE));
        }
        long bytes = Math.max(workers * CHUNKS_PER_WORKER_AND_WAVE * chunkSize.bytes(), SMALLEST_WAVE);
        DataSize size = DataSize.ofBytes(bytes);
        derived("wave size", size.approximate(), CHUNKS_PER_WORKER_AND_WAVE + " chunks a worker or more");
        return size;
    }

    /** Half of what a worker has beyond its base: the other half is for what it makes of the chunk. */
    private static long largestChunk(long memoryPerWorker) {
        long half = (memoryPerWorker - WORKER_BASE) / 2;
        long rounded = Math.floorDiv(half + CHUNK_STEP / 2, CHUNK_STEP) * CHUNK_STEP;
        return Math.min(Math.max(rounded, SMALLEST_DERIVED_CHUNK), LARGEST_CHUNK);
    }

    private static DataSize heap(int workers, DataSize memory) {
        long wanted = DRIVER_BASE + workers * DRIVER_PER_WORKER;
        long half = memory.bytes() / 2 / MB * MB;
        return DataSize.ofBytes(Math.max(Math.min(wanted, half), DRIVER_BASE));
    }

    /** Whole rounds of all workers, so that none is idle in the last one. */
    private int shufflePartitions(int workers) {
        Optional<Integer> set = given.count(SHUFFLE_PARTITIONS);
        if (set.isPresent()) {
            return derived("shuffle partitions", set.get(), givenOrigin(SHUFFLE_PARTITIONS));
        }
        long parts = Math.min(ceilingDivide(inputSize.bytes(), BYTES_PER_SHUFFLE_PARTITION), MOST_SHUFFLE_PARTITIONS);
        long rounds = Math.max(1, ceilingDivide(parts, workers));
        return derived(
                "shuffle partitions",
                Math.toIntExact(rounds * workers),
                "input of " + inputSize.approximate() + ", " + workers + (workers == 1 ? " worker" : " workers"));
    }

    private static ClusterConfig lessSystem(ClusterConfig cluster) {
        return new ClusterConfig(
                cluster.nodes(),
                Math.max(1, cluster.coresPerNode() - SYSTEM_CORES_PER_NODE),
                DataSize.ofBytes(cluster.memoryPerNode().bytes() - SYSTEM_MEMORY_PER_NODE));
    }

    /**
     * The executors for one worker, or for as many as there can be.
     *
     * @param free what each node has for executors
     */
    private ExecutorPlan executors(ClusterConfig free) {
        long memory = free.memoryPerNode().bytes();
        if (isSequential()) {
            return executor(1, 1, memory);
        }
        int coresPerExecutor = coresPerExecutor(free.coresPerNode());
        long mostByMemory = Math.max(1, memory / (SMALLEST_EXECUTOR_MEMORY + SMALLEST_OVERHEAD));
        int perNode = Math.toIntExact(Math.min(free.coresPerNode() / coresPerExecutor, mostByMemory));
        return executor(Math.multiplyExact(perNode, free.nodes()), coresPerExecutor, memory / perNode);
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
        int fewest = Math.toIntExact(ceilingDivide(count, EXECUTORS_PER_KEPT));
        return new ExecutorPlan(count, true, fewest, cores, DataSize.ofBytes(heap), DataSize.ofBytes(wholeOverhead));
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
