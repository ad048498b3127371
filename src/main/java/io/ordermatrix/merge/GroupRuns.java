package io.ordermatrix.merge;

import io.ordermatrix.source.TableColumns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.SupportsWrite;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.connector.write.BatchWrite;
import org.apache.spark.sql.connector.write.DataWriter;
import org.apache.spark.sql.connector.write.DataWriterFactory;
import org.apache.spark.sql.connector.write.LogicalWriteInfo;
import org.apache.spark.sql.connector.write.PhysicalWriteInfo;
import org.apache.spark.sql.connector.write.Write;
import org.apache.spark.sql.connector.write.WriteBuilder;
import org.apache.spark.sql.connector.write.WriterCommitMessage;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Where parts of groups are written, as Spark calls it by its name:
 * {@code parts.write().format(GroupRuns.FORMAT).option(GroupRuns.KEYS, 5).mode("append").save(directory)}. The directory is
 * there already. {@link MergedGroups} reads it.
 */
public final class GroupRuns implements TableProvider {
    /** The name by which Spark finds this class. */
    public static final String FORMAT = GroupRuns.class.getName();
    /** The option that says how many of the first columns are the group's keys. */
    public static final String KEYS = "keys";

    private static final String PATH = "path";

    @Override
    public boolean supportsExternalMetadata() {
        return true;
    }

    @Override
    public StructType inferSchema(CaseInsensitiveStringMap options) {
        throw new UnsupportedOperationException("Runs are read by " + MergedGroups.class.getSimpleName());
    }

    @Override
    public Table getTable(StructType schema, Transform[] partitioning, Map<String, String> properties) {
        return new RunTable(schema);
    }

    private record RunTable(StructType written) implements SupportsWrite {
        @Override
        public Column[] columns() {
            return TableColumns.of(written);
        }

        @Override
        public String name() {
            return "runs of groups";
        }

        @Override
        public Set<TableCapability> capabilities() {
            return Set.of(TableCapability.BATCH_WRITE);
        }

        @Override
        public WriteBuilder newWriteBuilder(LogicalWriteInfo info) {
            GroupLayout layout = new GroupLayout(info.schema(), info.options().getInt(KEYS, 0));
            String directory = info.options().get(PATH);
            return new WriteBuilder() {
                @Override
                public Write build() {
                    return new Write() {
                        @Override
                        public BatchWrite toBatch() {
                            return new RunBatch(layout, directory);
                        }
                    };
                }
            };
        }
    }

    private record RunBatch(GroupLayout layout, String directory) implements BatchWrite {
        @Override
        public DataWriterFactory createBatchWriterFactory(PhysicalWriteInfo info) {
            SparkSession spark = SparkSession.active();
            Configuration hadoop = spark.sessionState().newHadoopConf();
            return new WriterFactory(
                    layout,
                    directory,
                    JavaSparkContext.fromSparkContext(spark.sparkContext())
                            .broadcast(new SerializableConfiguration(hadoop)));
        }

        @Override
        public void commit(WriterCommitMessage[] messages) {
            // Every task has put its file in its place.
        }

        @Override
        public void abort(WriterCommitMessage[] messages) {
            // The directory is of an unfinished wave, which is removed as a whole.
        }
    }

    private record WriterFactory(GroupLayout layout, String directory, Broadcast<SerializableConfiguration> hadoop)
            implements DataWriterFactory {
        @Override
        public DataWriter<InternalRow> createWriter(int partition, long task) {
            try {
                return new RunWriter(
                        layout, directory, partition, task, hadoop.value().value());
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
