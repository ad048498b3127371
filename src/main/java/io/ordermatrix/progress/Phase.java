package io.ordermatrix.progress;

import io.ordermatrix.matrix.CellStatus;
import java.util.Locale;

/** The phases of a run, in order. */
public enum Phase {
    /** Spark starts, and the run looks for earlier results; nothing is read yet. */
    STARTING,
    /** Waves of chunks are read and committed. */
    SCANNING,
    /** The spills of the waves are merged into the cube. */
    MERGING,
    /** Rollups and the other results are written and published. */
    WRITING,
    DONE,
    FAILED;

    /**
     * The status of unfinished cells. Any part of the input may have events of any cell, so all of them are running
     * from the first byte to the last result, and are pending again after a failure.
     */
    CellStatus cells() {
        return switch (this) {
            case STARTING, FAILED -> CellStatus.PENDING;
            case SCANNING, MERGING, WRITING, DONE -> CellStatus.RUNNING;
        };
    }

    /** For people. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
