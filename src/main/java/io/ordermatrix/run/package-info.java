/**
 * One execution into one output directory.
 *
 * <p>Start with {@link io.ordermatrix.run.MatrixRun}: the whole job, from files to published results, on one screen.
 * {@link io.ordermatrix.run.RunRecord} is what it says about itself in run.json.
 */
package io.ordermatrix.run;
