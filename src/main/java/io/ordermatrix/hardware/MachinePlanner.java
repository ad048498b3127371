package io.ordermatrix.hardware;

import io.ordermatrix.config.ConfigKeys;
import io.ordermatrix.config.LoadedConfig;
import io.ordermatrix.config.LocalConfig;
import io.ordermatrix.config.Mode;
import io.ordermatrix.units.DataSize;
import java.util.List;
import java.util.Optional;

/**
 * Plans a run on one machine, which is a single JVM: the driver, with a thread for each worker.
 *
 * <table>
 *   <caption>The machines of the presets</caption>
 *   <tr><th>preset</th><th>cores</th><th>memory</th><th>workers</th><th>chunk at most</th></tr>
 *   <tr><td>laptop</td><td>2</td><td>4 GB</td><td>2</td><td>256 MB</td></tr>
 *   <tr><td>workstation</td><td>8</td><td>16 GB</td><td>7</td><td>400 MB</td></tr>
 *   <tr><td>server</td><td>32</td><td>256 GB</td><td>30</td><td>2000 MB</td></tr>
 * </table>
 */
final class MachinePlanner {
    private static final long MB = 1_000_000;
    private static final long GB = 1_000_000_000;

    /** One core in this many is left to the system and to Spark's threads other than workers. */
    private static final int CORES_PER_SYSTEM_CORE = 16;

    private static final long DRIVER_BASE = GB;
    private static final long DRIVER_PER_WORKER = 512 * MB;

    private final LoadedConfig config;
    private final GivenSettings given;
    private final ScanSizes sizes;

    MachinePlanner(LoadedConfig config, GivenSettings given, ScanSizes sizes) {
        this.config = config;
        this.given = given;
        this.sizes = sizes;
    }

    ResourcePlan plan(Machine machine) {
        Derived<Integer> workers = given.localWorkers(machine.cores(), plannedWorkers(machine));
        int count = workers.value();
        DataSize memoryPerWorker = DataSize.ofBytes(machine.memory().bytes() / count);
        Derived<DataSize> chunkSize = sizes.chunkSize(count, Derived.of(memoryPerWorker, machine.origin()));
        Derived<DataSize> waveSize = sizes.waveSize(count, chunkSize.value());
        Derived<DataSize> driverMemory = given.driverMemory(plannedMemory(count, machine));
        Derived<Integer> shufflePartitions = sizes.shufflePartitions(count);
        return new ResourcePlan(
                count,
                chunkSize.value(),
                waveSize.value(),
                driverMemory.value(),
                shufflePartitions.value(),
                Optional.empty(),
                List.of(
                        workers.named("workers"),
                        chunkSize.named("chunk size"),
                        waveSize.named("wave size"),
                        driverMemory.named("driver memory"),
                        shufflePartitions.named("shuffle partitions")));
    }

    private Derived<Integer> plannedWorkers(Machine machine) {
        if (config.job().mode() == Mode.SEQUENTIAL) {
            return Derived.of(1, ConfigKeys.MODE, config);
        }
        return local().workers()
                .map(workers -> Derived.of(workers, ConfigKeys.WORKERS, config))
                .orElseGet(() -> Derived.of(workers(machine.cores()), machine.origin()));
    }

    private static int workers(int cores) {
        int systemCores = (cores + CORES_PER_SYSTEM_CORE / 2) / CORES_PER_SYSTEM_CORE;
        return cores - systemCores;
    }

    private Derived<DataSize> plannedMemory(int workers, Machine machine) {
        return local().driverMemory()
                .map(memory -> Derived.of(memory, ConfigKeys.DRIVER_MEMORY, config))
                .orElseGet(() -> Derived.of(heap(workers, machine.memory()), machine.origin()));
    }

    /** Does not depend on the size of the input; half of the memory is left to the system and its page cache. */
    private static DataSize heap(int workers, DataSize memory) {
        long wanted = DRIVER_BASE + workers * DRIVER_PER_WORKER;
        long half = memory.bytes() / 2 / MB * MB;
        return DataSize.ofBytes(Math.max(Math.min(wanted, half), DRIVER_BASE));
    }

    private LocalConfig local() {
        return config.job().local();
    }
}
