/**
 * Shared by everything that uses Spark: order columns as Spark's types, Hadoop's settings for tasks, work in tasks, and
 * the counters of a scan in Spark's UI.
 */
package io.ordermatrix.spark;
