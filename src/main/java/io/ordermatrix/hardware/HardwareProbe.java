package io.ordermatrix.hardware;

import io.ordermatrix.units.DataSize;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;

/**
 * Looks at the machine that this JVM runs on. The machine has what oshi finds; of that, a container may leave less to
 * the JVM, and the smaller figure counts.
 */
public final class HardwareProbe {
    private HardwareProbe() {}

    /** The machine as it is now; takes up to a second. */
    public static HardwareProfile detect() {
        SystemInfo system = new SystemInfo();
        CentralProcessor processor = system.getHardware().getProcessor();
        MachineMemory memory = new MachineMemory(system.getHardware().getMemory());
        return new HardwareProfile(
                smallerCores(
                        processor.getLogicalProcessorCount(),
                        Runtime.getRuntime().availableProcessors()),
                DataSize.ofBytes(memory.total()),
                DataSize.ofBytes(memory.available()),
                processor.getProcessorIdentifier().getName().strip(),
                system.getOperatingSystem() + ", " + System.getProperty("os.arch"),
                System.getProperty("java.version") + ", " + System.getProperty("java.vendor"),
                vectorBits(processor.getFeatureFlags()));
    }

    /** Some virtual machines show oshi no processors at all; the JVM has always one. */
    private static int smallerCores(int ofMachine, int ofJvm) {
        return ofMachine < 1 ? ofJvm : Math.min(ofMachine, ofJvm);
    }

    /**
     * Width of the widest vector registers for whole numbers.
     *
     * @param flags lines with names of features, which each operating system words in its own way
     */
    static OptionalInt vectorBits(List<String> flags) {
        Set<String> words = flags.stream()
                .flatMap(line -> Stream.of(line.toLowerCase(Locale.ROOT).split("[^a-z0-9]+")))
                .collect(Collectors.toSet());
        if (words.contains("avx512f")) {
            return OptionalInt.of(512);
        }
        if (words.contains("avx2")) {
            return OptionalInt.of(256);
        }
        return Stream.of("sse2", "asimd", "neon").anyMatch(words::contains) ? OptionalInt.of(128) : OptionalInt.empty();
    }
}
