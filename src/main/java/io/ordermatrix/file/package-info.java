/**
 * Files that the program writes, which are {@linkplain io.ordermatrix.file.WholeFile complete or absent}, and the JSON
 * in them. Knows Hadoop's file systems, but not Spark.
 */
package io.ordermatrix.file;
