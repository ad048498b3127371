package io.ordermatrix.engine;

import io.ordermatrix.config.Engine;
import io.ordermatrix.input.BlockLocality;
import io.ordermatrix.input.Split;
import io.ordermatrix.scan.BatchReader;
import io.ordermatrix.scan.BatchSink;
import io.ordermatrix.scan.OrderRows;
import io.ordermatrix.scan.RowPredicate;
import io.ordermatrix.scan.ScanSpec;
import io.ordermatrix.scan.SplitReader;
import io.ordermatrix.scan.WantedColumns;
import io.ordermatrix.spark.SharedHadoop;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;

/**
 * The scan of a run as a Spark job: each task reads one split and passes its batches to sinks. The engine is chosen
 * here and nowhere else.
 */
public final class ScanJob {
    private final SparkSession spark;
    private final ScanSpec spec;

    private ScanJob(SparkSession spark, ScanSpec spec) {
        this.spark = spark;
        this.spec = spec;
    }

    /**
     * Scans all splits. Each split that is read to its end leaves its chunk records and the output of its sinks.
     *
     * @param wanted the columns that the sinks read
     */
    public static void run(
            SparkSession spark, ScanSpec spec, Engine engine, WantedColumns wanted, List<BatchSink.Factory> sinks)
            throws IOException {
        SplitTask task = new SplitTask(List.copyOf(sinks), SharedHadoop.of(spark), new ScanCounters(spark));
        ScanJob job = new ScanJob(spark, spec);
        switch (engine) {
            case ORDERS -> job.scan(task, wanted);
            case SPARK_CSV -> new SparkCsvEngine(spark, spec).scan(task, wanted);
        }
    }

    private void scan(SplitTask task, WantedColumns wanted) throws IOException {
        Broadcast<ScanSpec> shared =
                JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(spec);
        splits().foreach(split -> {
            OrderRows rows = new OrderRows(shared.value(), new RowPredicate.Constant(true), wanted);
            task.run(split.number(), (attempt, hadoop) -> reader(shared.value(), split, rows, attempt, hadoop));
        });
    }

    private static BatchReader reader(
            ScanSpec spec, Split split, OrderRows rows, long attempt, org.apache.hadoop.conf.Configuration hadoop)
            throws IOException {
        return new SplitReader(spec, split, rows, attempt, hadoop);
    }

    /** One partition per split, on the hosts that hold its bytes if there are such. */
    private JavaRDD<Split> splits() throws IOException {
        BlockLocality locality =
                new BlockLocality(spec.files(), spark.sparkContext().hadoopConfiguration());
        List<Tuple2<Split, Seq<String>>> located = new ArrayList<>();
        for (Split split : spec.splits()) {
            located.add(new Tuple2<>(split, seq(locality.hosts(split))));
        }
        return spark.sparkContext()
                .makeRDD(seq(located), ClassTag$.MODULE$.<Split>apply(Split.class))
                .toJavaRDD();
    }

    private static <T> Seq<T> seq(List<T> list) {
        return CollectionConverters.asScala(list).toList();
    }
}
