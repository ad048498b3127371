/**
 * The page that shows a run: report.html.
 *
 * <p>{@link io.ordermatrix.report.ReportPage} puts it together from a template, a chart library and what
 * {@link io.ordermatrix.report.ReportData} knows. A browser can't hold a cube, and a person wants to filter, so the page
 * carries the cube at several coarser {@link io.ordermatrix.report.Grain grains}: the busiest securities and participants
 * apart, the rest gathered, as many as fit into the page's size. {@link io.ordermatrix.report.GrainTotals} sums them all in
 * one pass over the cube.
 */
package io.ordermatrix.report;
