package io.ordermatrix.hardware;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import oshi.SystemInfo;
import oshi.hardware.GlobalMemory;

/**
 * The memory of the machine, or of the container if that allows less, in bytes. Reading it takes microseconds, creating
 * an instance up to a second.
 */
public final class MachineMemory {
    /** The memory statistics of control groups, version 2 and 1. */
    private static final List<Path> CONTAINER_STATISTICS =
            List.of(Path.of("/sys/fs/cgroup/memory.stat"), Path.of("/sys/fs/cgroup/memory/memory.stat"));

    private final GlobalMemory machine;
    private final OperatingSystemMXBean allowed = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    public MachineMemory() {
        this(new SystemInfo().getHardware().getMemory());
    }

    MachineMemory(GlobalMemory machine) {
        this.machine = machine;
    }

    public long total() {
        return Math.min(machine.getTotal(), allowed.getTotalMemorySize());
    }

    /** What programs can still allocate, including caches that the system would release. */
    public long available() {
        boolean isContainer = allowed.getTotalMemorySize() < machine.getTotal();
        if (!isContainer) {
            // The JVM's figure does not include what caches would release.
            return machine.getAvailable();
        }
        // Nor does a container's figure, and a job that reads a large file fills the cache with it.
        long free = allowed.getFreeMemorySize() + containerCache();
        return Math.min(Math.min(machine.getAvailable(), free), allowed.getTotalMemorySize());
    }

    private static long containerCache() {
        Optional<Path> statistics =
                CONTAINER_STATISTICS.stream().filter(Files::isReadable).findFirst();
        if (statistics.isEmpty()) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(statistics.get())) {
            return fileCache(lines);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Bytes of files cached in memory. */
    static long fileCache(Stream<String> statistics) {
        return statistics
                .filter(line -> line.startsWith("inactive_file ") || line.startsWith("active_file "))
                .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(' ') + 1)))
                .sum();
    }
}
