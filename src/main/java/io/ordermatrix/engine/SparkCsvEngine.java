package io.ordermatrix.engine;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_csv;
import static org.apache.spark.sql.functions.lit;

import io.ordermatrix.input.Header;
import io.ordermatrix.input.Split;
import io.ordermatrix.scan.ScanSpec;
import io.ordermatrix.scan.WantedColumns;
import io.ordermatrix.spark.SharedHadoop;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Reads with Spark's own CSV parser, every field as text under an explicit schema, and checks the text with the JDK's
 * exact arithmetic. It is slow and simple: a second opinion on the faster engine.
 */
final class SparkCsvEngine {
    private final JavaSparkContext spark;
    private final ScanSpec spec;
    private final Broadcast<ScanSpec> shared;
    private final SharedHadoop hadoop;

    SparkCsvEngine(JavaSparkContext spark, ScanSpec spec) {
        this.spark = spark;
        this.spec = spec;
        shared = spark.broadcast(spec);
        hadoop = SharedHadoop.of(spark);
    }

    /** Runs the task on every split; splits with the same header are parsed together. */
    void scan(SplitTask task, WantedColumns wanted) {
        Map<Header, List<Split>> byHeader = spec.splits().stream()
                .collect(Collectors.groupingBy(
                        split -> split.header(spec.files()), LinkedHashMap::new, Collectors.toList()));
        byHeader.forEach((header, splits) -> {
            Broadcast<ScanSpec> scanned = shared;
            SharedHadoop settings = hadoop;
            fields(header, splits)
                    .foreachPartition(lines -> run(task, scanned, header, wanted, lines, settings.configuration()));
        });
        shared.destroy();
    }

    private static void run(
            SplitTask task,
            Broadcast<ScanSpec> spec,
            Header header,
            WantedColumns wanted,
            Iterator<Row> lines,
            Configuration hadoop)
            throws java.io.IOException {
        if (!lines.hasNext()) {
            return;
        }
        Row first = lines.next();
        Split split = spec.value().split(first.getInt(0));
        task.run(
                split.number(),
                hadoop,
                attempt -> new SparkCsvBatches(spec.value(), split, header, wanted, first, lines, attempt, hadoop));
    }

    /** The lines of splits, one split per partition, with the fields that Spark finds in them. */
    private JavaRDD<Row> fields(Header header, List<Split> splits) {
        Broadcast<ScanSpec> scanned = shared;
        SharedHadoop settings = hadoop;
        JavaRDD<Row> lines = spark.parallelize(splits, splits.size())
                .flatMap(split -> new SplitLines(scanned.value(), split, settings.configuration()));
        return SparkSession.builder()
                .sparkContext(spark.sc())
                .getOrCreate()
                .createDataFrame(lines, ChunkLines.SCHEMA)
                .withColumn(
                        "fields", from_csv(col("text"), lit(fieldSchema(header).toDDL()), parserOptions(header)))
                .toJavaRDD();
    }

    private static StructType fieldSchema(Header header) {
        StructType schema = new StructType();
        for (int field = 0; field < header.fieldCount(); field++) {
            schema = schema.add("field_" + field, DataTypes.StringType);
        }
        return schema;
    }

    private static Map<String, String> parserOptions(Header header) {
        return Map.of(
                "sep",
                Character.toString(header.separator().character()),
                "quote",
                "\"",
                "escape",
                "\"",
                "maxColumns",
                Integer.toString(header.fieldCount() + 1));
    }
}
