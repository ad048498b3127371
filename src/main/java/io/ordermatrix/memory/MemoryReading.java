package io.ordermatrix.memory;

/**
 * How full the memory is, in bytes.
 *
 * @param heapUsed what remained in the JVM's heap after its last collection; 0 before the first
 * @param heapLimit the heap's maximum size
 * @param machineUsed what programs use, without caches that the system can reclaim
 * @param machineTotal the memory of the machine, or a container's share of it
 */
public record MemoryReading(long heapUsed, long heapLimit, long machineUsed, long machineTotal) {
    public MemoryReading {
        if (heapLimit < 1 || machineTotal < 1) {
            throw new IllegalArgumentException(
                    "invalid memory limits: heap %d bytes, machine %d bytes".formatted(heapLimit, machineTotal));
        }
    }

    /** 0 to 1. */
    public double heapShare() {
        return (double) heapUsed / heapLimit;
    }

    /** 0 to 1. */
    public double machineShare() {
        return (double) machineUsed / machineTotal;
    }
}
