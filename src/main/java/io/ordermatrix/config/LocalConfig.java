package io.ordermatrix.config;

import io.ordermatrix.units.DataSize;
import java.util.Objects;
import java.util.Optional;

/**
 * The resources of a run on one machine; empty values are derived from the hardware.
 *
 * @param workers chunks scanned at the same time
 * @param driverMemory heap of the single JVM of a local run
 */
public record LocalConfig(Optional<Integer> workers, Optional<DataSize> driverMemory) {
    public LocalConfig {
        Objects.requireNonNull(workers);
        Objects.requireNonNull(driverMemory);
    }
}
