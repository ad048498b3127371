/**
 * Files of our own: {@linkplain io.ordermatrix.file.WholeFile whole or not there}, and the JSON in them. Knows Hadoop's file
 * systems, but not Spark.
 */
package io.ordermatrix.file;
