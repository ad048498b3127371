package io.ordermatrix.hardware;

import io.ordermatrix.units.DataSize;
import java.util.Objects;

/**
 * What a machine offers to this JVM.
 *
 * @param cores logical cores, at least 1
 * @param memory memory of the machine, or of the container if that has less
 * @param availableMemory the part of it that was unused when it was measured
 * @param processor the model's name
 * @param operatingSystem name, version and architecture
 * @param javaVersion version and vendor of the JVM
 */
public record HardwareProfile(
        int cores,
        DataSize memory,
        DataSize availableMemory,
        String processor,
        String operatingSystem,
        String javaVersion) {

    public HardwareProfile {
        if (cores < 1) {
            throw new IllegalArgumentException("a machine has at least one core, found " + cores);
        }
        if (memory.bytes() == 0) {
            throw new IllegalArgumentException("a machine has some memory");
        }
        Objects.requireNonNull(availableMemory);
        Objects.requireNonNull(processor);
        Objects.requireNonNull(operatingSystem);
        Objects.requireNonNull(javaVersion);
    }

    /** The machine in a few words: {@code 8 cores, 16 GB}. */
    public String summary() {
        return cores + (cores == 1 ? " core, " : " cores, ") + memory.approximate();
    }
}
