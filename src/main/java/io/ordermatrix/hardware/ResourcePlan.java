package io.ordermatrix.hardware;

import io.ordermatrix.config.DataSize;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How a job uses its hardware.
 *
 * @param workers chunks scanned at the same time, on one machine or on all executors together
 * @param chunkSize the byte range of one scan task
 * @param driverMemory heap of the driver, which on one machine is the whole job
 * @param shufflePartitions parts of an exchange between tasks
 * @param executors empty on one machine
 * @param derivations every value above once more, as text, with its origin
 */
public record ResourcePlan(
        int workers,
        DataSize chunkSize,
        DataSize driverMemory,
        int shufflePartitions,
        Optional<ExecutorPlan> executors,
        List<Derivation> derivations) {

    /**
     * One derived value, for people.
     *
     * @param name the key or the Spark setting that it stands for
     * @param origin what it was derived from
     */
    public record Derivation(String name, String value, String origin) {
        public Derivation {
            Objects.requireNonNull(name);
            Objects.requireNonNull(value);
            Objects.requireNonNull(origin);
        }
    }

    public ResourcePlan {
        Objects.requireNonNull(chunkSize);
        Objects.requireNonNull(driverMemory);
        Objects.requireNonNull(executors);
        derivations = List.copyOf(derivations);
    }

    /** Spark's master for a run on one machine, where a task is tried up to four times; empty on a cluster. */
    public Optional<String> master() {
        return executors.isPresent() ? Optional.empty() : Optional.of("local[" + workers + ",4]");
    }

    /** The plan as settings of Spark, by their names. The driver's memory counts only before its JVM starts. */
    public Map<String, String> sparkSettings() {
        return Map.of();
    }
}
