package io.ordermatrix.memory;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.util.List;

/** The most memory that this JVM has used since it was last reset. */
public final class PeakMemory {
    private static final List<MemoryPoolMXBean> POOLS = ManagementFactory.getMemoryPoolMXBeans();

    private PeakMemory() {}

    public static void reset() {
        POOLS.forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    /** The sum of the peaks of all memory pools, in bytes: an upper bound, since the peaks need not coincide. */
    public static long bytes() {
        return POOLS.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    }
}
