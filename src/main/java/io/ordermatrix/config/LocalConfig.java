package io.ordermatrix.config;

import io.ordermatrix.units.DataSize;
import java.util.Objects;
import java.util.Optional;

/**
 * What one machine gives to the job; empty values are derived from the hardware.
 *
 * @param workers chunks scanned at the same time
 * @param driverMemory heap of the one JVM that a local run is
 */
public record LocalConfig(Optional<Integer> workers, Optional<DataSize> driverMemory) {
    public LocalConfig {
        Objects.requireNonNull(workers);
        Objects.requireNonNull(driverMemory);
    }
}
