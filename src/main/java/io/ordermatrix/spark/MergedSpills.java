package io.ordermatrix.spark;

import io.ordermatrix.group.KeyRange;
import io.ordermatrix.group.SortedGroups;
import io.ordermatrix.group.SpillKind;
import io.ordermatrix.group.SpillWriter;
import io.ordermatrix.group.Spills;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The spills of many tasks as one sorted table. */
public final class MergedSpills {
    private final SparkSession spark;
    private final SpillKind kind;
    private final Spills spills;

    private MergedSpills(SparkSession spark, SpillKind kind, Spills spills) {
        this.spark = spark;
        this.kind = kind;
        this.spills = spills;
    }

    /**
     * Finds spills. Where there are too many for one task to read side by side, sets of them are merged to one each first, as
     * often as it takes, so that the memory of a merge does not grow with their number.
     *
     * @param directories that hold them, on one file system
     * @param scratch a directory for each such pass, counted from 1
     */
    public static MergedSpills of(SparkSession spark, SpillKind kind, List<Path> directories, IntFunction<Path> scratch)
            throws IOException {
        Configuration hadoop = spark.sessionState().newHadoopConf();
        Spills spills = Spills.find(directories, kind.layout(), hadoop);
        List<KeyRange> sets = spills.setsToMergeFirst();
        for (int pass = 1; !sets.isEmpty(); pass++) {
            Path directory = scratch.apply(pass);
            FileSystem fileSystem = directory.getFileSystem(hadoop);
            fileSystem.delete(directory, true);
            fileSystem.mkdirs(directory);
            merge(spark, kind, sets, directory.toString());
            spills = Spills.find(List.of(directory), kind.layout(), hadoop);
            sets = spills.setsToMergeFirst();
        }
        return new MergedSpills(spark, kind, spills);
    }

    private static void merge(SparkSession spark, SpillKind kind, List<KeyRange> sets, String directory) {
        SharedHadoop hadoop = SharedHadoop.of(spark);
        List<Integer> numbers = new ArrayList<>();
        for (int set = 0; set < sets.size(); set++) {
            numbers.add(set);
        }
        JavaSparkContext.fromSparkContext(spark.sparkContext())
                .parallelize(numbers, numbers.size())
                .foreach(set -> merge(kind, sets.get(set), set, directory, hadoop.configuration()));
    }

    private static void merge(SpillKind kind, KeyRange set, int number, String directory, Configuration hadoop)
            throws IOException {
        TaskContext context = TaskContext.get();
        try (SortedGroups merged = kind.merge(set, hadoop);
                SpillWriter writer =
                        new SpillWriter(kind.layout(), new Path(directory), number, context.taskAttemptId(), hadoop)) {
            while (merged.next()) {
                writer.add(merged.group(), 0);
            }
            writer.commit();
        }
    }

    /**
     * The merged groups, in the order of their keys in each partition and over all partitions.
     *
     * @param rows makes a row of each
     * @param workers how many partitions there are at least, if there is anything for them
     */
    public Dataset<Row> rows(GroupRows rows, int workers) {
        return SparkTables.rows(spark, new SpillTable(spark, kind, rows, spills.ranges(workers), spills.groups()));
    }
}
