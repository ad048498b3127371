/**
 * What everything that uses Spark shares: order columns as Spark's types, tables that no catalog knows, Hadoop's settings for
 * tasks, and the counters that Spark's UI shows of a scan.
 */
package io.ordermatrix.spark;
