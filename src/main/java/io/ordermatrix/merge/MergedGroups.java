package io.ordermatrix.merge;

import io.ordermatrix.merge.RunFormat.Run;
import io.ordermatrix.source.EventAggregate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.expressions.Expressions;
import org.apache.spark.sql.connector.expressions.NullOrdering;
import org.apache.spark.sql.connector.expressions.SortDirection;
import org.apache.spark.sql.connector.expressions.SortOrder;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.read.Statistics;
import org.apache.spark.sql.connector.read.SupportsReportOrdering;
import org.apache.spark.sql.connector.read.SupportsReportStatistics;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2Relation;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.util.SerializableConfiguration;
import scala.Option;

/** What {@link GroupRuns} has written, as a table with one row for each group. */
public final class MergedGroups implements SupportsRead {
    /** Groups of a task, more or less, where there are many: some ten MB of Parquet. */
    private static final int TASK_GROUPS = 500_000;

    private final SparkSession spark;
    private final StructType schema;
    private final int keys;
    private final List<EventAggregate> aggregates;
    private final GroupLayout layout;
    private final List<KeyRange> ranges;
    private final long groups;

    private MergedGroups(
            SparkSession spark, List<Path> directories, StructType schema, List<EventAggregate> aggregates, int workers)
            throws IOException {
        this.spark = spark;
        this.schema = schema;
        this.aggregates = List.copyOf(aggregates);
        keys = schema.size() - aggregates.size();
        layout = new GroupLayout(schema, keys);
        List<Run> runs = RunFormat.runs(
                directories,
                directories.get(0).getFileSystem(spark.sessionState().newHadoopConf()),
                layout.words());
        long blocks = runs.stream().mapToLong(run -> run.blocks().size()).sum();
        groups = blocks * RunFormat.BLOCK_GROUPS;
        long rounds = Math.max(1, groups / TASK_GROUPS / workers);
        long tasks = Math.min(blocks, rounds * workers);
        ranges = KeyRange.cut(runs, Math.toIntExact(tasks), layout);
    }

    /**
     * The groups, in the order of their keys in each partition and over all partitions.
     *
     * @param directories that hold runs, on one file system
     * @param schema of what was written there: the keys, then the aggregates
     * @param aggregates how the parts of a group go together
     * @param workers how many partitions there are at least, if there is anything for them
     */
    public static Dataset<Row> read(
            SparkSession spark, List<Path> directories, StructType schema, List<EventAggregate> aggregates, int workers)
            throws IOException {
        return org.apache.spark.sql.classic.Dataset.ofRows(
                (org.apache.spark.sql.classic.SparkSession) spark,
                DataSourceV2Relation.create(
                        new MergedGroups(spark, directories, schema, aggregates, workers),
                        Option.empty(),
                        Option.empty()));
    }

    @Override
    public String name() {
        return "merged groups";
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

    /** Whoever reads takes all columns. */
    @Override
    public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
        return () -> new MergeScan();
    }

    private final class MergeScan implements Scan, Batch, SupportsReportOrdering, SupportsReportStatistics {
        @Override
        public StructType readSchema() {
            return schema;
        }

        @Override
        public Batch toBatch() {
            return this;
        }

        @Override
        public ColumnarSupportMode columnarSupportMode() {
            return ColumnarSupportMode.SUPPORTED;
        }

        @Override
        public SortOrder[] outputOrdering() {
            return Arrays.stream(schema.fieldNames())
                    .limit(keys)
                    .map(key -> Expressions.sort(
                            Expressions.column(key), SortDirection.ASCENDING, NullOrdering.NULLS_FIRST))
                    .toArray(SortOrder[]::new);
        }

        @Override
        public Statistics estimateStatistics() {
            return new Statistics() {
                @Override
                public OptionalLong sizeInBytes() {
                    return OptionalLong.of(Math.max(1, groups * schema.defaultSize()));
                }

                @Override
                public OptionalLong numRows() {
                    return OptionalLong.of(groups);
                }
            };
        }

        @Override
        public InputPartition[] planInputPartitions() {
            return ranges.toArray(InputPartition[]::new);
        }

        @Override
        public PartitionReaderFactory createReaderFactory() {
            return new ReaderFactory(
                    schema,
                    layout,
                    aggregates,
                    JavaSparkContext.fromSparkContext(spark.sparkContext())
                            .broadcast(new SerializableConfiguration(
                                    spark.sessionState().newHadoopConf())));
        }
    }

    private record ReaderFactory(
            StructType schema,
            GroupLayout layout,
            List<EventAggregate> aggregates,
            Broadcast<SerializableConfiguration> hadoop)
            implements PartitionReaderFactory {
        @Override
        public boolean supportColumnarReads(InputPartition partition) {
            return true;
        }

        @Override
        public PartitionReader<ColumnarBatch> createColumnarReader(InputPartition partition) {
            Configuration configuration = hadoop.value().value();
            try {
                return new MergeReader((KeyRange) partition, schema, layout, aggregates, configuration);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        @Override
        public PartitionReader<InternalRow> createReader(InputPartition partition) {
            throw new UnsupportedOperationException("Groups are read in columns");
        }
    }
}
