/**
 * Parquet files written column by column from arrays, with parquet-java's writers of pages and files: no object per row or value. A
 * {@link io.ordermatrix.parquet.ParquetFile} is complete or absent.
 */
package io.ordermatrix.parquet;
