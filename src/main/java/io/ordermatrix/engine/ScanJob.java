package io.ordermatrix.engine;

import io.ordermatrix.config.Engine;
import io.ordermatrix.input.BlockLocality;
import io.ordermatrix.scan.BatchSink;
import io.ordermatrix.scan.OrderRows;
import io.ordermatrix.scan.RowPredicate;
import io.ordermatrix.scan.ScanSpec;
import io.ordermatrix.scan.SplitReader;
import io.ordermatrix.scan.WantedColumns;
import io.ordermatrix.spark.SparkTasks;
import java.io.IOException;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * The scan of a run as a Spark job: each task reads one split and passes its batches to sinks. The engine is chosen
 * here and nowhere else.
 */
public final class ScanJob {
    private final JavaSparkContext spark;
    private final ScanSpec spec;

    private ScanJob(JavaSparkContext spark, ScanSpec spec) {
        this.spark = spark;
        this.spec = spec;
    }

    /**
     * Scans all splits. Each split that is read to its end leaves its chunk records and the output of its sinks.
     *
     * @param wanted the columns that the sinks read
     */
    public static void run(
            JavaSparkContext spark, ScanSpec spec, Engine engine, WantedColumns wanted, List<BatchSink.Factory> sinks)
            throws IOException {
        SplitTask task = new SplitTask(spark, sinks);
        ScanJob job = new ScanJob(spark, spec);
        switch (engine) {
            case ORDERS -> job.scan(task, wanted);
            case SPARK_CSV -> new SparkCsvEngine(spark, spec).scan(task, wanted);
        }
    }

    private void scan(SplitTask task, WantedColumns wanted) throws IOException {
        Broadcast<ScanSpec> shared = spark.broadcast(spec);
        BlockLocality locality = new BlockLocality(spec.files(), spark.hadoopConfiguration());
        SparkTasks.forEach(spark, spec.splits(), locality::hosts, (split, unused, hadoop) -> {
            OrderRows rows = new OrderRows(shared.value(), new RowPredicate.Constant(true), wanted);
            task.run(split.number(), hadoop, attempt -> new SplitReader(shared.value(), split, rows, attempt, hadoop));
            return null;
        });
        // It can name a million files. Where a task has failed, others may still need it.
        shared.destroy();
    }
}
