/**
 * How far a run is.
 *
 * <p>Two sources tell: the run itself, wave by wave, and Spark, task by task, which
 * {@link io.ordermatrix.progress.ScanListener} hears. Both tell the {@link io.ordermatrix.progress.ProgressCounter}.
 * {@link io.ordermatrix.progress.ProgressReporter} looks at it now and then and shows what it sees, with an estimate of the
 * time left, as one line of a terminal, in the log, or in a file for other programs.
 */
package io.ordermatrix.progress;
