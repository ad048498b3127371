/**
 * The scan of a run as a Spark job.
 *
 * <p>{@link io.ordermatrix.engine.ScanJob} chooses the engine. With ours, each task is one {@link
 * io.ordermatrix.scan.SplitReader} and its sinks, with no Spark code in between. The second engine splits lines in the
 * simplest way, lets Spark's CSV parser find the fields, checks them with the JDK's exact arithmetic and fills the same
 * batches.
 */
package io.ordermatrix.engine;
