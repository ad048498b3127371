package io.ordermatrix.spark;

import java.util.Arrays;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.types.StructType;

/** What all our tables have in common. */
public final class SparkTables {
    private SparkTables() {}

    /** The columns of a table, for which Spark's catalogs have a type of their own. */
    public static Column[] columns(StructType schema) {
        return Arrays.stream(schema.fields())
                .map(field -> Column.create(field.name(), field.dataType(), field.nullable()))
                .toArray(Column[]::new);
    }
}
