/**
 * The output directory, and the only package that writes results.
 *
 * <p>{@link io.ordermatrix.output.ResultWriter} writes them into a directory that {@link io.ordermatrix.output.StagedOutput} publishes
 * when all of them are written: by a rename, or in an object store by naming it as the current version. {@link
 * io.ordermatrix.output.ResultFiles} knows their names, {@link io.ordermatrix.output.FinishedRun} opens published ones, and {@link
 * io.ordermatrix.output.WrittenResults} are the files that their run lists.
 */
package io.ordermatrix.output;
