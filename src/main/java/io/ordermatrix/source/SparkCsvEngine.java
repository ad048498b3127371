package io.ordermatrix.source;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_from_unix_date;
import static org.apache.spark.sql.functions.from_csv;
import static org.apache.spark.sql.functions.lit;

import io.ordermatrix.order.OrderColumn;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Reads with Spark's own CSV parser, every field as text under an explicit schema, and checks the text with the JDK's
 * exact arithmetic. It is slow and plain: the second opinion on the faster engine.
 */
final class SparkCsvEngine {
    private final SparkSession spark;
    private final ScanSpec spec;
    private final Broadcast<ScanSpec> sharedSpec;
    private final Broadcast<SerializableConfiguration> sharedHadoop;

    SparkCsvEngine(SparkSession spark, ScanSpec spec) {
        this.spark = spark;
        this.spec = spec;
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        sharedSpec = context.broadcast(spec);
        sharedHadoop = context.broadcast(
                new SerializableConfiguration(spark.sessionState().newHadoopConf()));
    }

    /** The kept events of all files; those with the same header are read together. */
    Dataset<Row> read() {
        // The chunks of a group have one header.
        Map<Header, List<ChunkGroup>> byHeader = spec.groups().stream()
                .collect(Collectors.groupingBy(
                        group -> spec.fileOf(group.chunks().get(0)).header(), LinkedHashMap::new, Collectors.toList()));
        return byHeader.entrySet().stream()
                .map(alike -> readAlike(alike.getKey(), alike.getValue()))
                .reduce(Dataset::unionByName)
                .orElseThrow(() -> new IllegalArgumentException("There is nothing to read"));
    }

    private Dataset<Row> readAlike(Header header, List<ChunkGroup> groups) {
        Broadcast<ScanSpec> shared = sharedSpec;
        Broadcast<SerializableConfiguration> hadoop = sharedHadoop;
        JavaRDD<Row> lines = JavaSparkContext.fromSparkContext(spark.sparkContext())
                .parallelize(groups, groups.size())
                .flatMap(group ->
                        new GroupLines(shared.value(), group, hadoop.value().value()));
        Dataset<Row> fields = spark.createDataFrame(lines, ChunkLines.SCHEMA)
                .withColumn(
                        "fields", from_csv(col("text"), lit(fieldSchema(header).toDDL()), parserOptions(header)));
        return fields.mapPartitions(
                        new SparkCsvRowReader(shared, hadoop, header), Encoders.row(SparkCsvRowReader.SCHEMA))
                .select(eventColumns());
    }

    private static StructType fieldSchema(Header header) {
        StructType schema = new StructType();
        for (int field = 0; field < header.fieldCount(); field++) {
            schema = schema.add("field_" + field, DataTypes.StringType);
        }
        return schema;
    }

    private static Map<String, String> parserOptions(Header header) {
        return Map.of("quote", "\"", "escape", "\"", "maxColumns", Integer.toString(header.fieldCount() + 1));
    }

    private static Column[] eventColumns() {
        return Arrays.stream(OrderSchema.EVENTS.fieldNames())
                .map(name -> name.equals(OrderColumn.TRADE_DATE.columnName())
                        ? date_from_unix_date(col(name)).as(name)
                        : col(name))
                .toArray(Column[]::new);
    }
}
