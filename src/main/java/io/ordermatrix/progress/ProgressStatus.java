package io.ordermatrix.progress;

import io.ordermatrix.memory.MemoryReading;
import java.time.Instant;

/** All that a view shows: how far the run is, what that means for its end, and its memory, as of one instant. */
record ProgressStatus(Instant time, Progress progress, ProgressEstimate estimate, MemoryReading memory) {}
