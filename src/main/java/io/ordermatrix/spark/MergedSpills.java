package io.ordermatrix.spark;

import io.ordermatrix.file.Directories;
import io.ordermatrix.group.KeyRange;
import io.ordermatrix.group.SortedGroups;
import io.ordermatrix.group.SpillDirectory;
import io.ordermatrix.group.SpillKind;
import io.ordermatrix.group.SpillWriter;
import io.ordermatrix.group.Spills;
import java.io.IOException;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;

/** Merges that only reduce the number of spills. */
public final class MergedSpills {
    private MergedSpills() {}

    /**
     * Finds spills. If there are too many for one task to read side by side, sets of them are first merged into one
     * each, repeatedly if necessary, so that the memory of a merge does not grow with their number.
     *
     * @param directories with the spills
     * @param scratch a directory for each such pass, counted from 1
     */
    public static Spills fewEnough(
            JavaSparkContext spark, SpillKind kind, List<SpillDirectory> directories, IntFunction<Path> scratch)
            throws IOException {
        Configuration hadoop = spark.hadoopConfiguration();
        Spills spills = Spills.find(directories, kind.layout(), hadoop);
        List<KeyRange> sets = spills.setsToMergeFirst();
        for (int pass = 1; !sets.isEmpty(); pass++) {
            Path directory = scratch.apply(pass);
            FileSystem fileSystem = directory.getFileSystem(hadoop);
            Directories.makeEmpty(fileSystem, directory);
            merge(spark, kind, sets, directory.toString());
            spills = Spills.find(SpillDirectory.whole(List.of(directory)), kind.layout(), hadoop);
            sets = spills.setsToMergeFirst();
        }
        return spills;
    }

    private static void merge(JavaSparkContext spark, SpillKind kind, List<KeyRange> sets, String directory) {
        List<Integer> numbers = IntStream.range(0, sets.size()).boxed().toList();
        SparkTasks.forEach(
                spark, numbers, (set, attempt, hadoop) -> merge(kind, sets.get(set), set, attempt, directory, hadoop));
    }

    private static byte[] merge(
            SpillKind kind, KeyRange set, int number, long attempt, String directory, Configuration hadoop)
            throws IOException {
        try (SortedGroups merged = kind.merge(set, hadoop);
                SpillWriter writer = new SpillWriter(kind.layout(), new Path(directory), number, attempt, hadoop)) {
            while (merged.next()) {
                writer.add(merged.columns(), merged.from(), merged.to(), merged.text());
            }
            writer.commit();
        }
        return new byte[0];
    }
}
