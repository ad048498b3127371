/**
 * The page that shows a run: report.html.
 *
 * <p>{@link io.ordermatrix.report.ReportPage} puts it together from a template, a chart library and what {@link
 * io.ordermatrix.report.ReportData} knows. A browser can't hold a whole cube, yet readers want to filter it, so the
 * page has the cube at several coarser {@link io.ordermatrix.report.Grain grains}: with the busiest securities and
 * participants separate, as many as fit into the page's size, and the rest combined. {@link
 * io.ordermatrix.report.GrainTotals} sums them all in one pass over the cube.
 */
package io.ordermatrix.report;
