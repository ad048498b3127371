package io.ordermatrix.progress;

import io.ordermatrix.memory.MemoryReading;
import java.time.Instant;

/** Everything that a view shows, as of one instant: the progress of the run, an estimate of its end, and its memory. */
record ProgressStatus(Instant time, Progress progress, ProgressEstimate estimate, MemoryReading memory) {}
