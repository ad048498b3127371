/**
 * One execution into one output directory.
 *
 * <p>Start with {@link io.ordermatrix.run.MatrixRun}: the whole job, from files to published results, on one screen.
 * {@link io.ordermatrix.run.RunRecord} is its record in run.json.
 */
package io.ordermatrix.run;
