/**
 * How a run is doing: its progress and its memory.
 *
 * <p>Two things tell how far a run is: the run itself, wave by wave, and Spark, task by task, which
 * {@link io.ordermatrix.monitor.ScanListener} hears. Both tell the {@link io.ordermatrix.monitor.ProgressCounter}.
 * {@link io.ordermatrix.monitor.ProgressReporter} looks at it now and then and shows what it sees, with an estimate of the
 * time left, as one line of a terminal, in the log, or in a file for other programs.
 *
 * <p>{@link io.ordermatrix.monitor.MemoryGuard} decides between two waves with how many workers the next one runs.
 */
package io.ordermatrix.monitor;
