package io.ordermatrix.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides how many workers a wave runs with: fewer when the heap or the machine's memory is nearly full, one more after
 * each wave that left room in both, up to the planned number. Between the two bounds nothing changes, so that it does
 * not oscillate.
 */
public final class MemoryGuard {
    private static final Logger LOG = LoggerFactory.getLogger(MemoryGuard.class);
    private static final double FULL = 0.85;
    private static final double ROOMY = 0.70;

    private final MemoryGauge gauge;
    private final int planned;
    private final List<WorkerChange> changes = new ArrayList<>();

    /**
     * @param planned the planned number of workers, with which the first wave runs
     */
    public MemoryGuard(MemoryGauge gauge, int planned) {
        if (planned < 1) {
            throw new IllegalArgumentException(planned + " workers");
        }
        this.gauge = gauge;
        this.planned = planned;
    }

    /**
     * Checks the memory; logs and records a change.
     *
     * @param wave the number of the wave that is about to start
     * @param current the workers of the previous wave
     * @return the workers of the wave about to start, 1 to the planned number
     */
    public int workersForWave(int wave, int current) {
        MemoryReading memory = gauge.read();
        int next = current;
        String reason = "";
        if (memory.heapShare() > FULL || memory.machineShare() > FULL) {
            next = Math.max(1, current * 4 / 5);
            reason = memory.heapShare() > FULL ? "the heap is nearly full" : "the machine's memory is nearly full";
        } else if (memory.heapShare() < ROOMY && memory.machineShare() < ROOMY && current < planned) {
            next = current + 1;
            reason = "there is room again";
        }
        if (next != current) {
            keep(new WorkerChange(wave, current, next, reason, memory.heapShare(), memory.machineShare()));
        }
        return next;
    }

    private void keep(WorkerChange change) {
        changes.add(change);
        if (LOG.isInfoEnabled()) {
            LOG.info(String.format(
                    Locale.ROOT,
                    "Wave %d runs with %d workers, not %d: %s (heap %.0f%%, memory %.0f%%)",
                    change.wave(),
                    change.to(),
                    change.from(),
                    change.reason(),
                    100 * change.heapShare(),
                    100 * change.machineShare()));
        }
    }

    /** All changes so far, in the order of the waves. */
    public List<WorkerChange> changes() {
        return List.copyOf(changes);
    }
}
