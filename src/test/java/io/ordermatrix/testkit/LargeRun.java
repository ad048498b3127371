package io.ordermatrix.testkit;

import static org.apache.spark.sql.functions.col;

import io.ordermatrix.cube.Rollup;
import io.ordermatrix.cube.Rollups;
import io.ordermatrix.file.Directories;
import io.ordermatrix.file.Json;
import io.ordermatrix.matrix.JobMatrix;
import io.ordermatrix.matrix.UnreadCells;
import io.ordermatrix.output.ResultFiles;
import io.ordermatrix.output.ResultWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The results of a run that would take hours, without the run: a random cube, and the reports that follow from it. */
public final class LargeRun {
    private static final int CUBE_ROWS = 600_000;

    private LargeRun() {}

    /** Writes results for this many securities, dates and participants; each security has events on each date. */
    public static Results write(Path directory, int securities, int dates, int participants) throws IOException {
        Files.createDirectories(directory);
        SparkSession spark = TestSpark.session();
        Configuration hadoop = spark.sessionState().newHadoopConf();
        FileSystem fileSystem = FileSystem.get(directory.toUri(), hadoop);
        fileSystem.setWriteChecksum(false);
        org.apache.hadoop.fs.Path target = new org.apache.hadoop.fs.Path(directory.toString());
        ResultWriter results = new ResultWriter(target, hadoop);
        String cubeDirectory = directory.resolve(ResultFiles.CUBE).toString();
        cube(spark, securities, dates, participants)
                .repartition(col("trade_date"))
                .write()
                .partitionBy("trade_date")
                .parquet(cubeDirectory);
        Dataset<Row> cube = spark.read().parquet(cubeDirectory);
        Rollups rollups = Rollups.of(cube);
        for (Rollup rollup : Rollup.values()) {
            results.csv(ResultFiles.of(rollup), Rollups.header(rollup), rollups.rows(rollup));
        }
        results.matrix(new JobMatrix(List.of(), List.of()).fill(rollups.cells(), UnreadCells.NONE));
        long events = Long.parseLong(new Results(directory)
                .csv(ResultFiles.of(Rollup.OVERALL))
                .get(0)
                .get("events"));
        results.text(ResultFiles.RUN, """
                {"status": "COMPLETED", "version": "0", "spark_version": "4", "started": "2024-01-01T00:00:00Z",
                 "seconds": 7200.5, "config": {"selection": {"zone": "Australia/Sydney"}},
                 "hardware": {"cores": 32, "memory_bytes": 1, "available_memory_bytes": 1, "processor": "",
                              "operating_system": "", "java_version": ""},
                 "plan": [], "inputs": [{"file": "orders.csv", "bytes": 200000000000, "modified": 0}],
                 "accounting": {"lines": %1$d, "header": 0, "blank": 0, "rejected": {}, "parsed": %1$d, "dropped": {},
                                "kept": %1$d},
                 "matrix": {"cells": %2$d, "completed": %2$d, "empty": 0, "failed": 0},
                 "bytes_per_second": 1, "rows_per_second": 1, "peak_memory_bytes": 1, "outputs": %3$s}
                """.formatted(
                events, securities * dates, Json.COMPACT.writeValueAsString(Directories.files(fileSystem, target))));
        return new Results(directory);
    }

    /** First every cell once, then random keys, in which the first securities and participants are more frequent. */
    private static Dataset<Row> cube(SparkSession spark, int securities, int dates, int participants) {
        int cells = securities * dates;
        return spark.range(0, CUBE_ROWS, 1, 2)
                .selectExpr(
                        "IF(id < %d, id %% %d, floor(%d * pow(rand(1), 3))) AS security"
                                .formatted(cells, securities, securities),
                        "IF(id < %d, floor(id / %d), floor(%d * rand(2))) AS day".formatted(cells, securities, dates),
                        "floor(%d * pow(rand(3), 2)) AS participant".formatted(participants),
                        "CAST(7 + floor(11 * rand(4)) AS TINYINT) AS hour",
                        "CAST(floor(5 * pow(rand(5), 2)) AS TINYINT) AS size_bucket",
                        "CAST(1 + floor(4000 * pow(rand(6), 3)) AS BIGINT) AS events",
                        "CAST(floor(5000 * rand(7)) AS BIGINT) AS quantity_mean")
                .selectExpr(
                        "CAST(100000 + 7 * security AS INT) AS security_code",
                        "date_add(DATE'2023-01-02', CAST(day AS INT)) AS trade_date",
                        "CAST(1 + participant AS INT) AS participantid",
                        "hour",
                        "size_bucket",
                        "events",
                        "events DIV 3 AS buy_events",
                        "events - events DIV 3 AS sell_events",
                        "events * quantity_mean AS quantity_sum",
                        "0L AS matched_quantity_sum",
                        "1000 AS price_min",
                        "1000 AS price_max",
                        "1000 * events AS price_sum",
                        "1000 * events * quantity_mean AS notional_sum",
                        "CAST(events * quantity_mean * quantity_mean AS DECIMAL(38, 0)) AS quantity_square_sum",
                        "1672617600000000000L AS first_timestamp",
                        "1672617600000000000L AS last_timestamp");
    }
}
