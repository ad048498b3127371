/**
 * The output directory, and the only package that writes results.
 *
 * <p>{@link io.ordermatrix.output.ResultWriter} writes them into the staging directory that
 * {@link io.ordermatrix.output.StagedOutput} keeps beside the output directory, and that replaces it by a rename when all of
 * them are there. {@link io.ordermatrix.output.ResultFiles} knows their names, {@link io.ordermatrix.output.FinishedRun}
 * opens them again.
 */
package io.ordermatrix.output;
