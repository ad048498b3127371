package io.ordermatrix.memory;

/**
 * How full the memory is, in bytes.
 *
 * @param heapUsed what was left in the JVM's heap after its last collection; 0 before the first
 * @param heapLimit the most that the heap may grow to
 * @param machineUsed what programs hold, without caches that the system would give back
 * @param machineTotal of the machine, or of the part of it that a container has
 */
public record MemoryReading(long heapUsed, long heapLimit, long machineUsed, long machineTotal) {
    public MemoryReading {
        if (heapLimit < 1 || machineTotal < 1) {
            throw new IllegalArgumentException(
                    "A heap of %d bytes in a memory of %d".formatted(heapLimit, machineTotal));
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
