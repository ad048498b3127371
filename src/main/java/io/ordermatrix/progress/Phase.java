package io.ordermatrix.progress;

import io.ordermatrix.matrix.CellStatus;
import java.util.Locale;

/** What a run is busy with, in the order in which it comes to it. */
public enum Phase {
    /** Spark starts and the run looks at what is there; nothing is read yet. */
    STARTING,
    /** Waves of chunks are read and committed. */
    SCANNING,
    /** The parts that the waves have left become one cube. */
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
