/**
 * The output directory, and the only package that writes results.
 *
 * <p>{@link io.ordermatrix.output.ResultWriter} writes them into a staging directory next to the output directory.
 * {@link io.ordermatrix.output.StagedOutput} renames it to the output directory when all of them are written. {@link
 * io.ordermatrix.output.ResultFiles} knows their names, {@link io.ordermatrix.output.FinishedRun} opens published ones.
 */
package io.ordermatrix.output;
