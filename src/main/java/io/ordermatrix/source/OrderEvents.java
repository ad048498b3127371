package io.ordermatrix.source;

import io.ordermatrix.config.Engine;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The one place where the engine that reads is chosen. */
public final class OrderEvents {
    private OrderEvents() {}

    /**
     * The order events that a selection keeps, with the columns of {@link OrderSchema#EVENTS}. Every chunk that is read
     * to its end leaves its {@link ChunkRecord} in the directory that the spec names.
     */
    public static Dataset<Row> read(SparkSession spark, ScanSpec spec, Engine engine) {
        return switch (engine) {
            case ORDERS, SPARK_CSV -> new SparkCsvEngine(spark, spec).read();
        };
    }
}
