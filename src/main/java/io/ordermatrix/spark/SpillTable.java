package io.ordermatrix.spark;

import io.ordermatrix.group.KeyRange;
import io.ordermatrix.group.SpillKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
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
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/** Spills as a table: one partition for each range of keys, whose tasks merge while they read. */
final class SpillTable implements SupportsRead {
    private final SparkSession spark;
    private final SpillKind kind;
    private final GroupRows rows;
    private final List<KeyRange> ranges;
    private final long groups;

    /**
     * @param groups about how many rows it has
     */
    SpillTable(SparkSession spark, SpillKind kind, GroupRows rows, List<KeyRange> ranges, long groups) {
        this.spark = spark;
        this.kind = kind;
        this.rows = rows;
        this.ranges = List.copyOf(ranges);
        this.groups = groups;
    }

    @Override
    public String name() {
        return "merged spills";
    }

    @Override
    public Column[] columns() {
        return SparkTables.columns(rows.schema());
    }

    @Override
    public Set<TableCapability> capabilities() {
        return Set.of(TableCapability.BATCH_READ);
    }

    /** Whoever reads takes all columns. */
    @Override
    public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
        return () -> new SpillScan();
    }

    private record SpillPartition(KeyRange range) implements InputPartition {}

    private final class SpillScan implements Scan, Batch, SupportsReportOrdering, SupportsReportStatistics {
        @Override
        public StructType readSchema() {
            return rows.schema();
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
            return rows.sortedBy().stream()
                    .map(key -> Expressions.sort(
                            Expressions.column(key), SortDirection.ASCENDING, NullOrdering.NULLS_FIRST))
                    .toArray(SortOrder[]::new);
        }

        @Override
        public Statistics estimateStatistics() {
            return new Statistics() {
                @Override
                public OptionalLong sizeInBytes() {
                    return OptionalLong.of(Math.max(1, groups * rows.schema().defaultSize()));
                }

                @Override
                public OptionalLong numRows() {
                    return OptionalLong.of(groups);
                }
            };
        }

        @Override
        public InputPartition[] planInputPartitions() {
            return ranges.stream().map(SpillPartition::new).toArray(InputPartition[]::new);
        }

        @Override
        public PartitionReaderFactory createReaderFactory() {
            return new ReaderFactory(kind, rows, SharedHadoop.of(spark));
        }
    }

    private record ReaderFactory(SpillKind kind, GroupRows rows, SharedHadoop hadoop)
            implements PartitionReaderFactory {
        @Override
        public boolean supportColumnarReads(InputPartition partition) {
            return true;
        }

        @Override
        public PartitionReader<ColumnarBatch> createColumnarReader(InputPartition partition) {
            try {
                KeyRange range = ((SpillPartition) partition).range();
                return new SpillReader(kind.merge(range, hadoop.configuration()), rows);
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
