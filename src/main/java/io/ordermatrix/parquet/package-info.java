/**
 * Parquet files written column by column from arrays, with parquet-java's column writers: no object for a row, and none for a
 * value. A {@link io.ordermatrix.parquet.ParquetFile} is whole or not there; {@link io.ordermatrix.parquet.JoinedFiles} makes
 * one file of several without decoding them.
 */
package io.ordermatrix.parquet;
