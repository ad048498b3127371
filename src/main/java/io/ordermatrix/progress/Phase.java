package io.ordermatrix.progress;

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

    /** For people. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
