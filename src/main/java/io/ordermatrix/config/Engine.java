package io.ordermatrix.config;

/** What reads the files. */
public enum Engine {
    /** The project's own reader. */
    ORDERS,
    /** Spark's reader of CSV files. */
    SPARK_CSV
}
