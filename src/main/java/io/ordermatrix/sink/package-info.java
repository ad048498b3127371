/**
 * Where results go, and the only package that writes any.
 *
 * <p>{@link io.ordermatrix.sink.ResultWriter} writes them into the staging directory that
 * {@link io.ordermatrix.sink.StagedOutput} keeps beside the output directory, and that takes its place by a rename when
 * all of them are there. {@link io.ordermatrix.sink.ResultFiles} knows their names, {@link io.ordermatrix.sink.FinishedRun}
 * opens them again.
 */
package io.ordermatrix.sink;
