/**
 * The files that a run reads, before any of their rows are read.
 *
 * <p>{@link io.ordermatrix.input.InputFiles} finds them and reads their {@linkplain io.ordermatrix.input.Header
 * headers}. {@link io.ordermatrix.input.Split#cut} cuts them into {@linkplain io.ordermatrix.input.Chunk chunks} of
 * bytes and gives each Spark task one {@link io.ordermatrix.input.Split}. Knows Hadoop's file systems, but not Spark.
 */
package io.ordermatrix.input;
