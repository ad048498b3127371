/**
 * What everything that uses Spark shares: order columns as Spark's types, Hadoop's settings for tasks, work in
 * tasks, and the counters that Spark's UI shows of a scan.
 */
package io.ordermatrix.spark;
