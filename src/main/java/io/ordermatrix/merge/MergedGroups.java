package io.ordermatrix.merge;

import io.ordermatrix.merge.RunFormat.Run;
import io.ordermatrix.source.EventAggregate;
import io.ordermatrix.source.TableColumns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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

/** What {@link GroupRuns} has written, as a table with one row for each group of a partition. */
public final class MergedGroups implements SupportsRead {
    /** Groups of a task, more or less, where there are many: some ten MB of Parquet. */
    private static final int TASK_GROUPS = 500_000;
    /** Of each run that it reads a task holds about 100 kB and an open file. */
    static final int MOST_RUNS = 256;

    private final SparkSession spark;
    private final StructType schema;
    private final int keys;
    private final List<EventAggregate> aggregates;
    private final GroupLayout layout;
    private final List<KeyRange> ranges;
    private final long groups;

    private MergedGroups(
            SparkSession spark,
            StructType schema,
            List<EventAggregate> aggregates,
            GroupLayout layout,
            List<Run> runs,
            List<KeyRange> ranges) {
        this.spark = spark;
        this.schema = schema;
        this.aggregates = List.copyOf(aggregates);
        this.layout = layout;
        this.ranges = List.copyOf(ranges);
        keys = schema.size() - aggregates.size();
        groups = groups(runs);
    }

    private static long blocks(List<Run> runs) {
        return runs.stream().mapToLong(run -> run.blocks().size()).sum();
    }

    private static long groups(List<Run> runs) {
        return blocks(runs) * RunFormat.BLOCK_GROUPS;
    }

    /**
     * The groups, in the order of their keys in each partition and over all partitions. Each task reads all runs side by
     * side, so {@link #fewerRuns} should have nothing to do any more.
     *
     * @param directories that hold runs, on one file system
     * @param schema of what was written there: the keys, then the aggregates
     * @param aggregates how the parts of a group go together
     * @param workers how many partitions there are at least, if there is anything for them
     */
    public static Dataset<Row> read(
            SparkSession spark, List<Path> directories, StructType schema, List<EventAggregate> aggregates, int workers)
            throws IOException {
        GroupLayout layout = new GroupLayout(schema, schema.size() - aggregates.size());
        List<Run> runs = runs(spark, directories, layout);
        long rounds = Math.max(1, groups(runs) / TASK_GROUPS / workers);
        long tasks = Math.min(blocks(runs), rounds * workers);
        List<KeyRange> ranges = KeyRange.cut(runs, Math.toIntExact(tasks), layout);
        return rows(new MergedGroups(spark, schema, aggregates, layout, runs, ranges));
    }

    /**
     * The same groups in fewer parts, where there are too many runs for one task to read. Written by {@link GroupRuns},
     * each partition is one run, so that the memory of a merge does not grow with the number of runs.
     *
     * @param directories as for {@link #read}
     * @param schema as for {@link #read}
     * @param aggregates as for {@link #read}
     * @return empty if the runs are few enough to be read
     */
    public static Optional<Dataset<Row>> fewerRuns(
            SparkSession spark, List<Path> directories, StructType schema, List<EventAggregate> aggregates)
            throws IOException {
        return fewerRuns(spark, directories, schema, aggregates, MOST_RUNS);
    }

    static Optional<Dataset<Row>> fewerRuns(
            SparkSession spark,
            List<Path> directories,
            StructType schema,
            List<EventAggregate> aggregates,
            int mostRuns)
            throws IOException {
        GroupLayout layout = new GroupLayout(schema, schema.size() - aggregates.size());
        List<Run> runs = runs(spark, directories, layout);
        if (runs.size() <= mostRuns) {
            return Optional.empty();
        }
        List<KeyRange> sets = new ArrayList<>();
        int count = (runs.size() + mostRuns - 1) / mostRuns;
        for (int set = 0; set < count; set++) {
            sets.add(KeyRange.all(runs.subList(
                    (int) ((long) runs.size() * set / count), (int) ((long) runs.size() * (set + 1) / count))));
        }
        return Optional.of(rows(new MergedGroups(spark, schema, aggregates, layout, runs, sets)));
    }

    private static List<Run> runs(SparkSession spark, List<Path> directories, GroupLayout layout) throws IOException {
        return RunFormat.runs(
                directories,
                directories.get(0).getFileSystem(spark.sessionState().newHadoopConf()),
                layout.words());
    }

    private static Dataset<Row> rows(MergedGroups table) {
        return org.apache.spark.sql.classic.Dataset.ofRows(
                (org.apache.spark.sql.classic.SparkSession) table.spark,
                DataSourceV2Relation.create(table, Option.empty(), Option.empty()));
    }

    @Override
    public String name() {
        return "merged groups";
    }

    @Override
    public Column[] columns() {
        return TableColumns.of(schema);
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
