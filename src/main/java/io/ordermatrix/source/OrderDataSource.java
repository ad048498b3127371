package io.ordermatrix.source;

import io.ordermatrix.input.InputException;
import io.ordermatrix.input.InputFile;
import io.ordermatrix.input.InputFiles;
import io.ordermatrix.input.Split;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.order.Selection;
import io.ordermatrix.scan.ScanSpec;
import io.ordermatrix.spark.OrderSchema;
import io.ordermatrix.units.DataSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * Order-event files as a source for Spark: {@code spark.read().format("orders").load(path)}, or in SQL {@code CREATE
 * TABLE orders USING orders OPTIONS (path '...')}.
 *
 * <p>The columns are those of the files with the types of {@link OrderColumn}, then trade_date, hour and size_bucket. A
 * user's schema may name any of them, and the computed ones. Columns that a query does not use are not read;
 * predicates, counts, sums, minima and maxima of whole numbers are evaluated while rows are read. A row with an invalid
 * value in a needed column is left out, whichever columns a query uses.
 *
 * <p>The path can also be the output directory of a run that kept its events. These come from Parquet, sorted, and only
 * the dates, row groups and pages that a query needs are read.
 *
 * <p>Options: {@code zone}, {@code chunkSize}, {@code priceDecimals}, {@code priceScale}, {@code timestampUnit}, {@code
 * earliestDate}, {@code latestDate}, {@code aliases}, {@code names}, {@code separator}, {@code constants}, {@code
 * fileName}, {@code securityType}, {@code buy}, {@code sell}, {@code mode}.
 *
 * <p>For example, events and shares of each security in continuous trading, filtered and added up by the reader:
 *
 * <pre>{@code
 * Dataset<Row> orders = spark.read().format("orders").option("zone", "Australia/Sydney").load("orders/*.csv.gz");
 * orders.where("hour >= 10 AND hour < 16")
 *         .groupBy("security_code")
 *         .agg(count(lit(1)).as("events"), sum("quantity").as("shares"))
 *         .show();
 * }</pre>
 */
public final class OrderDataSource implements TableProvider, DataSourceRegister {
    private static final DataSize LARGEST_DEFAULT_CHUNK = DataSize.ofMegabytes(512);
    private static final DataSize SMALLEST_DEFAULT_CHUNK = DataSize.ofMegabytes(16);
    private static final int CHUNKS_PER_CORE = 2;

    @Override
    public String shortName() {
        return OrderTable.NAME;
    }

    @Override
    public boolean supportsExternalMetadata() {
        return true;
    }

    @Override
    public StructType inferSchema(CaseInsensitiveStringMap options) {
        OrderReadOptions read = new OrderReadOptions(options);
        return stored(read).map(StoredOrdersTable::schema).orElseGet(() -> OrderSchema.offered(files(read)));
    }

    @Override
    public Transform[] inferPartitioning(CaseInsensitiveStringMap options) {
        return stored(new OrderReadOptions(options))
                .map(StoredOrdersTable::partitioning)
                .orElseGet(() -> new Transform[0]);
    }

    private static Optional<StoredOrdersTable> stored(OrderReadOptions options) {
        return StoredOrdersTable.find(
                options, SparkSession.active().sessionState().newHadoopConf());
    }

    private static List<InputFile> files(OrderReadOptions options) {
        return InputFiles.find(
                options.paths(),
                options.lines(),
                SparkSession.active().sessionState().newHadoopConf());
    }

    @Override
    public Table getTable(StructType schema, Transform[] partitioning, Map<String, String> properties) {
        OrderReadOptions options = new OrderReadOptions(new CaseInsensitiveStringMap(properties));
        Optional<StoredOrdersTable> stored = stored(options);
        if (stored.isPresent()) {
            return stored.get().table(schema, partitioning);
        }
        List<InputFile> files = files(options);
        checkSchema(schema, files);
        SparkSession spark = SparkSession.active();
        ScanSpec spec = new ScanSpec(
                files,
                Split.cut(files, chunkBytes(options, files, spark)),
                Selection.everything(options.zone()),
                options.format(),
                options.onReject(),
                null);
        return new OrderTable(spark, spec, schema);
    }

    /**
     * Small enough that every core has a share and that retrying one does not take long, large enough that Spark's five
     * milliseconds between two tasks are few beside it.
     */
    private static long chunkBytes(OrderReadOptions options, List<InputFile> files, SparkSession spark) {
        long bytes = files.stream().mapToLong(InputFile::length).sum();
        long share = bytes / ((long) spark.sparkContext().defaultParallelism() * CHUNKS_PER_CORE) + 1;
        return options.chunkSize()
                .orElse(DataSize.ofBytes(
                        Math.max(SMALLEST_DEFAULT_CHUNK.bytes(), Math.min(share, LARGEST_DEFAULT_CHUNK.bytes()))))
                .bytes();
    }

    private static void checkSchema(StructType schema, List<InputFile> files) {
        List<String> problems = new ArrayList<>();
        for (StructField field : schema.fields()) {
            String name = field.name().toLowerCase(Locale.ROOT);
            StructField offered = OrderSchema.field(name);
            if (!offered.dataType().equals(field.dataType())) {
                problems.add("orders: column %s is %s, but the schema says %s"
                        .formatted(
                                name, offered.dataType().sql(), field.dataType().sql()));
            }
            boolean isMade = OrderColumn.named(name).filter(OrderColumn::isMade).isPresent();
            if (!isMade && files.stream().noneMatch(file -> file.header().has(name))) {
                problems.add("orders: no file has the column " + name);
            }
        }
        if (!problems.isEmpty()) {
            throw new InputException(problems);
        }
    }
}
