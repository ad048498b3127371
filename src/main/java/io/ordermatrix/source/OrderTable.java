package io.ordermatrix.source;

import io.ordermatrix.scan.ScanSpec;
import java.util.Arrays;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** Order files as a table. */
final class OrderTable implements SupportsRead {
    static final String NAME = "orders";

    private final SparkSession spark;
    private final ScanSpec spec;
    private final StructType schema;

    OrderTable(SparkSession spark, ScanSpec spec, StructType schema) {
        this.spark = spark;
        this.spec = spec;
        this.schema = schema;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Column[] columns() {
        return Arrays.stream(schema.fields())
                .map(field -> Column.create(field.name(), field.dataType(), field.nullable()))
                .toArray(Column[]::new);
    }

    @Override
    public Set<TableCapability> capabilities() {
        return Set.of(TableCapability.BATCH_READ);
    }

    @Override
    public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
        return new OrderScanBuilder(spark, spec, schema);
    }
}
