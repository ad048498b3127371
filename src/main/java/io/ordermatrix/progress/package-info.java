/**
 * The progress of a run.
 *
 * <p>It has two sources: the run itself, wave by wave, and Spark, task by task, through {@link
 * io.ordermatrix.progress.ScanListener}. Both report to the {@link io.ordermatrix.progress.ProgressCounter}. {@link
 * io.ordermatrix.progress.ProgressReporter} polls it and shows the progress, with an estimate of the time left, as one
 * line of a terminal, in the log, or in a file for other programs.
 */
package io.ordermatrix.progress;
