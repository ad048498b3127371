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
     * What becomes of a cell that is not done: each part of the input may have events of any cell, so all of them run from the
     * first byte to the last result, and after a failure wait for another run.
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
