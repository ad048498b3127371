package io.ordermatrix.source;

import java.util.Arrays;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.types.StructType;

/** The columns of a table, which Spark's catalogs know as something else than a schema. */
public final class TableColumns {
    private TableColumns() {}

    public static Column[] of(StructType schema) {
        return Arrays.stream(schema.fields())
                .map(field -> Column.create(field.name(), field.dataType(), field.nullable()))
                .toArray(Column[]::new);
    }
}
