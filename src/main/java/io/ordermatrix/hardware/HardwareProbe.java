package io.ordermatrix.hardware;

import io.ordermatrix.units.DataSize;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;

/**
 * Examines the machine that this JVM runs on. oshi finds what the machine has; a container may allow the JVM less, so
 * the smaller figure counts.
 */
public final class HardwareProbe {
    private HardwareProbe() {}

    /** The current state of the machine; takes up to a second. */
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
                System.getProperty("java.version") + ", " + System.getProperty("java.vendor"));
    }

    /** On some virtual machines, oshi finds no processors at all; the JVM always has one. */
    private static int smallerCores(int ofMachine, int ofJvm) {
        return ofMachine < 1 ? ofJvm : Math.min(ofMachine, ofJvm);
    }
}
