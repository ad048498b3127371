package io.ordermatrix.hardware;

import io.ordermatrix.units.DataSize;
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
                System.getProperty("java.version") + ", " + System.getProperty("java.vendor"));
    }

    /** Some virtual machines show oshi no processors at all; the JVM has always one. */
    private static int smallerCores(int ofMachine, int ofJvm) {
        return ofMachine < 1 ? ofJvm : Math.min(ofMachine, ofJvm);
    }
}
