package io.ordermatrix.memory;

import com.sun.management.GarbageCollectorMXBean;
import com.sun.management.GcInfo;
import io.ordermatrix.hardware.MachineMemory;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The memory of this JVM and of its machine. Heap usage is that after the last collection that covered the whole heap.
 * With the parallel collector, that is a full collection, which runs as soon as the heap is full. With G1, it is any
 * collection; the figure still includes old objects that have died since the last marking, so it errs on the side of
 * caution. The pools' own usage after collection would not do: G1 updates that of old objects only in a mixed
 * collection, and a heap full of live objects may never see one.
 */
public final class JvmMemoryGauge implements MemoryGauge {
    private final MachineMemory machine;
    private final Set<String> heapPools;
    private final List<GarbageCollectorMXBean> wholeHeapCollectors;

    public JvmMemoryGauge() {
        machine = new MachineMemory();
        heapPools = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getName)
                .collect(Collectors.toUnmodifiableSet());
        wholeHeapCollectors = ManagementFactory.getPlatformMXBeans(GarbageCollectorMXBean.class).stream()
                .filter(collector ->
                        Arrays.asList(collector.getMemoryPoolNames()).containsAll(heapPools))
                .toList();
    }

    @Override
    public MemoryReading read() {
        long total = machine.total();
        return new MemoryReading(
                heapAfterCollection(),
                Runtime.getRuntime().maxMemory(),
                Math.max(0, total - machine.available()),
                total);
    }

    private long heapAfterCollection() {
        return wholeHeapCollectors.stream()
                .map(GarbageCollectorMXBean::getLastGcInfo)
                .filter(Objects::nonNull)
                .max(Comparator.comparingLong(GcInfo::getEndTime))
                .map(collection -> collection.getMemoryUsageAfterGc().entrySet().stream()
                        .filter(pool -> heapPools.contains(pool.getKey()))
                        .mapToLong(pool -> pool.getValue().getUsed())
                        .sum())
                .orElse(0L);
    }
}
