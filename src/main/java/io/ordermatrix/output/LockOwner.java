package io.ordermatrix.output;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The run that holds a lock.
 *
 * @param machine tells apart machines, and containers on one machine, that have the same host name; null where that is
 *     not known
 * @param started start of the process in milliseconds since 1970-01-01 UTC, because process numbers are reused
 * @param token unique to the run
 */
record LockOwner(
        String host,
        @JsonInclude(JsonInclude.Include.NON_NULL) String machine,
        long process,
        long started,
        String token) {
    private static final String HOST = hostName();
    private static final String MACHINE = machineName();
    /** The tokens of the runs of this process. */
    private static final Set<String> HELD = ConcurrentHashMap.newKeySet();

    static LockOwner self() {
        ProcessHandle process = ProcessHandle.current();
        return new LockOwner(
                HOST,
                MACHINE,
                process.pid(),
                startOf(process),
                UUID.randomUUID().toString());
    }

    /** Processes see each other if they were started since the same boot and share a namespace of process numbers. */
    private static String machineName() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip() + " "
                    + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
        } catch (IOException otherSystem) {
            return null;
        }
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException noAddress) {
            // A container may not find its own name. No other run is then taken for one of this machine.
            return "unknown-" + UUID.randomUUID();
        }
    }

    private static long startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    /** Says that this run of this process holds a lock. */
    void begins() {
        HELD.add(token);
    }

    /** Says that it no longer does. */
    void ends() {
        HELD.remove(token);
    }

    boolean isOnThisMachine() {
        return host.equals(HOST) && (machine == null || MACHINE == null || machine.equals(MACHINE));
    }

    boolean runs() {
        if (process == ProcessHandle.current().pid()) {
            return HELD.contains(token);
        }
        return ProcessHandle.of(process)
                .filter(ProcessHandle::isAlive)
                .filter(other -> startOf(other) == started)
                .isPresent();
    }

    /**
     * What another run is told.
     *
     * @param directory the output directory, as the user named it
     */
    OutputException isWritingTo(String directory) {
        return isWritingTo(directory, "another run (process %d on %s)".formatted(process, host));
    }

    /** What another run is told if the holder is not known. */
    static OutputException someoneIsWritingTo(String directory) {
        return isWritingTo(directory, "another run");
    }

    private static OutputException isWritingTo(String directory, String who) {
        return new OutputException("%s: %s is writing to it; wait until that has finished".formatted(directory, who));
    }
}
