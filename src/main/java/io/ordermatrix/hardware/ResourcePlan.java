package io.ordermatrix.hardware;

import io.ordermatrix.units.DataSize;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How a job uses its hardware.
 *
 * @param workers how many chunks are scanned at the same time, on one machine or on all executors together
 * @param chunkSize the byte range of one scan task
 * @param waveSize the bytes that are committed together
 * @param driverMemory heap of the driver, which on one machine runs the whole job
 * @param shufflePartitions partitions of a shuffle
 * @param executors empty on one machine
 * @param derivations every value above as text, with its origin
 */
public record ResourcePlan(
        int workers,
        DataSize chunkSize,
        DataSize waveSize,
        DataSize driverMemory,
        int shufflePartitions,
        Optional<ExecutorPlan> executors,
        List<Derivation> derivations) {

    /**
     * One derived value, for people.
     *
     * @param name the name of the value, in words
     * @param origin what it was derived from, or where it was set
     */
    public record Derivation(String name, String value, String origin) {
        public Derivation {
            Objects.requireNonNull(name);
            Objects.requireNonNull(value);
            Objects.requireNonNull(origin);
        }
    }

    /** A task is tried as often on one machine as on a cluster by default. */
    private static final int TASK_ATTEMPTS = 4;

    public ResourcePlan {
        Objects.requireNonNull(chunkSize);
        Objects.requireNonNull(waveSize);
        Objects.requireNonNull(driverMemory);
        Objects.requireNonNull(executors);
        derivations = List.copyOf(derivations);
    }

    /** Spark's master for a run on one machine; empty on a cluster, where it is given when the job is submitted. */
    public Optional<String> master() {
        return executors.isPresent() ? Optional.empty() : Optional.of("local[" + workers + "," + TASK_ATTEMPTS + "]");
    }

    /**
     * The plan as Spark settings, by name. Memory settings take effect only if they are known before the JVMs start.
     */
    public Map<String, String> sparkSettings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("spark.driver.memory", sparkMemory(driverMemory));
        settings.put("spark.sql.shuffle.partitions", Integer.toString(shufflePartitions));
        executors.ifPresent(all -> {
            settings.put("spark.executor.instances", Integer.toString(all.count()));
            settings.put("spark.executor.cores", Integer.toString(all.cores()));
            settings.put("spark.executor.memory", sparkMemory(all.memory()));
            settings.put("spark.executor.memoryOverhead", sparkMemory(all.memoryOverhead()));
            settings.put("spark.dynamicAllocation.enabled", Boolean.toString(all.dynamic()));
            if (all.dynamic()) {
                // This needs no external shuffle service.
                settings.put("spark.dynamicAllocation.shuffleTracking.enabled", "true");
                settings.put("spark.dynamicAllocation.minExecutors", Integer.toString(all.fewest()));
                settings.put("spark.dynamicAllocation.maxExecutors", Integer.toString(all.count()));
            }
            // A standalone cluster limits cores, while YARN limits executors.
            settings.put("spark.cores.max", Integer.toString(workers));
        });
        return Collections.unmodifiableMap(settings);
    }

    private static String sparkMemory(DataSize size) {
        return size.mebibytes() + "m";
    }
}
