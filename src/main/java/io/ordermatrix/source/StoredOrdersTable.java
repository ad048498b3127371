package io.ordermatrix.source;

import io.ordermatrix.file.Json;
import io.ordermatrix.input.InputException;
import io.ordermatrix.output.FinishedRun;
import io.ordermatrix.output.ResultFiles;
import io.ordermatrix.table.StoredFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.execution.datasources.v2.parquet.ParquetDataSourceV2;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * The events kept by a finished run, read by Spark's own Parquet source, which skips dates, row groups and pages that a
 * query does not need.
 */
final class StoredOrdersTable {
    private final ParquetDataSourceV2 parquet = new ParquetDataSourceV2();
    private final Map<String, String> options;

    private StoredOrdersTable(Map<String, String> options) {
        this.options = Map.copyOf(options);
    }

    /**
     * Opens the results of a run.
     *
     * @return empty if the paths are not results but order files
     * @throws InputException if the run kept no events, or kept them in another time zone
     */
    static Optional<StoredOrdersTable> find(OrderReadOptions read, Configuration hadoop) {
        List<String> paths = read.paths();
        try {
            if (paths.size() != 1 || !FinishedRun.isIn(paths.get(0), hadoop)) {
                return Optional.empty();
            }
            FinishedRun run = FinishedRun.open(paths.get(0), hadoop);
            requireZone(read, run, paths.get(0));
            List<String> files = run.results().table(ResultFiles.ORDERS).stream()
                    .map(StoredFile::name)
                    .toList();
            if (files.isEmpty()) {
                throw new InputException(List.of(
                        paths.get(0) + ": the run kept no events; run it with --keep-orders, or load its input"));
            }
            Map<String, String> options = new HashMap<>();
            options.put("paths", Json.COMPACT.writeValueAsString(files));
            // The dates are in the names of the directories below it.
            options.put("basePath", new Path(run.directory(), ResultFiles.ORDERS).toString());
            return Optional.of(new StoredOrdersTable(options));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void requireZone(OrderReadOptions read, FinishedRun run, String path) {
        String zone = run.record().at("/config/selection/zone").asText();
        if (read.hasZone() && !read.zone().getId().equals(zone)) {
            throw new InputException(List.of("%s: its dates and hours are in zone %s, but the option zone is %s"
                    .formatted(path, zone, read.zone())));
        }
    }

    StructType schema() {
        return parquet.inferSchema(new CaseInsensitiveStringMap(options));
    }

    Transform[] partitioning() {
        return parquet.inferPartitioning(new CaseInsensitiveStringMap(options));
    }

    Table table(StructType schema, Transform[] partitioning) {
        return parquet.getTable(schema, partitioning, options);
    }
}
