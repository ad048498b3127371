package io.ordermatrix.source;

import io.ordermatrix.config.Engine;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2Relation;
import scala.Option;

/** The one place where the engine that reads is chosen. */
public final class OrderEvents {
    private OrderEvents() {}

    /**
     * The order events that a selection keeps: the columns of {@link OrderSchema#EVENTS}, then the computed ones. Every
     * group that is read to its end leaves its {@link ChunkRecord}s in the directory that the spec names.
     */
    public static Dataset<Row> read(SparkSession spark, ScanSpec spec, Engine engine) {
        return switch (engine) {
            case ORDERS -> readTable(spark, new OrderTable(spark, spec, OrderSchema.MEASURED_EVENTS));
            case SPARK_CSV -> OrderSchema.measured(new SparkCsvEngine(spark, spec).read());
        };
    }

    /** A table that no catalog knows: the selection and the records of a run are nothing that options could say. */
    private static Dataset<Row> readTable(SparkSession spark, OrderTable table) {
        return org.apache.spark.sql.classic.Dataset.ofRows(
                (org.apache.spark.sql.classic.SparkSession) spark,
                DataSourceV2Relation.create(table, Option.empty(), Option.empty()));
    }
}
