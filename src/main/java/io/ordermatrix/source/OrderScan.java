package io.ordermatrix.source;

import io.ordermatrix.input.BlockLocality;
import io.ordermatrix.input.Compression;
import io.ordermatrix.input.Split;
import io.ordermatrix.scan.ScanSpec;
import io.ordermatrix.spark.SharedHadoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.OptionalLong;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.Statistics;
import org.apache.spark.sql.connector.read.SupportsReportStatistics;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/**
 * One scan of the input for one query. If a query has two equal scans, Spark reads once and shares the result.
 *
 * @param description the text in a query plan
 */
record OrderScan(SparkSession spark, ScanSpec spec, ScanQuery query, String description)
        implements Scan, Batch, SupportsReportStatistics {
    /** Bytes of a typical row of a feed, for estimates only. */
    private static final int TYPICAL_ROW_BYTES = 150;
    /** How much smaller compressed files are than their text, for estimates only. */
    private static final int TYPICAL_COMPRESSION = 5;

    @Override
    public StructType readSchema() {
        return query.schema();
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
    public CustomMetric[] supportedCustomMetrics() {
        return ScanMetric.all();
    }

    @Override
    public Statistics estimateStatistics() {
        long text = spec.files().stream()
                .mapToLong(file ->
                        file.compression() == Compression.NONE ? file.length() : file.length() * TYPICAL_COMPRESSION)
                .sum();
        long rows = text / TYPICAL_ROW_BYTES;
        long rowBytes = query.schema().defaultSize();
        return new Statistics() {
            @Override
            public OptionalLong sizeInBytes() {
                return OptionalLong.of(Math.max(1, rows * rowBytes));
            }

            @Override
            public OptionalLong numRows() {
                return OptionalLong.of(rows);
            }
        };
    }

    @Override
    public InputPartition[] planInputPartitions() {
        if (spec.splits().isEmpty() && query.isTotal()) {
            // Every task hands over a total, so without input there is a task too.
            return new InputPartition[] {new OrderInputPartition(new Split(0, List.of()), List.of())};
        }
        BlockLocality locality =
                new BlockLocality(spec.files(), spark.sessionState().newHadoopConf());
        return spec.splits().stream().map(split -> partition(split, locality)).toArray(InputPartition[]::new);
    }

    private static InputPartition partition(Split split, BlockLocality locality) {
        try {
            return new OrderInputPartition(split, locality.hosts(split));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public PartitionReaderFactory createReaderFactory() {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        return new ReaderFactory(
                context.broadcast(spec),
                query,
                SharedHadoop.of(context, spark.sessionState().newHadoopConf()));
    }

    private record ReaderFactory(Broadcast<ScanSpec> spec, ScanQuery query, SharedHadoop hadoop)
            implements PartitionReaderFactory {

        @Override
        public boolean supportColumnarReads(InputPartition partition) {
            return true;
        }

        @Override
        public PartitionReader<ColumnarBatch> createColumnarReader(InputPartition partition) {
            try {
                return OrderPartitionReader.open(
                        spec.value(),
                        query,
                        ((OrderInputPartition) partition).split(),
                        TaskContext.get().taskAttemptId(),
                        hadoop.configuration());
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        @Override
        public PartitionReader<InternalRow> createReader(InputPartition partition) {
            throw new UnsupportedOperationException("orders can only be read in columns");
        }
    }
}
