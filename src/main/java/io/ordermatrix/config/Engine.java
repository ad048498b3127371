package io.ordermatrix.config;

/** The engine that reads the files. */
public enum Engine {
    /** The project's own reader. */
    ORDERS,
    /** Spark's CSV reader. */
    SPARK_CSV
}
