package io.ordermatrix.spark;

import java.util.Arrays;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2Relation;
import org.apache.spark.sql.types.StructType;
import scala.Option;

/** What all our tables have in common. */
public final class SparkTables {
    private SparkTables() {}

    /** The columns of a table, for which Spark's catalogs have a type of their own. */
    public static Column[] columns(StructType schema) {
        return Arrays.stream(schema.fields())
                .map(field -> Column.create(field.name(), field.dataType(), field.nullable()))
                .toArray(Column[]::new);
    }

    /** The rows of a table that no catalog knows, because no options could describe it. */
    public static Dataset<Row> rows(SparkSession spark, Table table) {
        return org.apache.spark.sql.classic.Dataset.ofRows(
                (org.apache.spark.sql.classic.SparkSession) spark,
                DataSourceV2Relation.create(table, Option.empty(), Option.empty()));
    }
}
