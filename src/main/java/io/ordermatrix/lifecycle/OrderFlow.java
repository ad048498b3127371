package io.ordermatrix.lifecycle;

import io.ordermatrix.group.SpillDirectory;
import io.ordermatrix.spark.SparkTasks;
import io.ordermatrix.table.DatedTable;
import io.ordermatrix.table.RowObserver;
import io.ordermatrix.table.StoredFile;
import java.io.IOException;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;

/** Writes order flow: the measures of lifecycles by security, date, participant and hour of entry. */
public final class OrderFlow {
    /** Far more groups than a date usually has: its file is written by one task, so that its bytes depend on its rows alone. */
    private static final long MOST_GROUPS_OF_TASK = 8_000_000;

    private OrderFlow() {}

    /**
     * Writes the groups that {@link Lifecycles#write} has spilled.
     *
     * @param spilled where the spills are
     * @param scratch a directory for each pass over the spills, see {@link DatedTable#write}
     * @param directory the target
     */
    public static FlowRollups write(JavaSparkContext spark, Path spilled, IntFunction<Path> scratch, Path directory)
            throws IOException {
        RowObserver.Factory observers = (piece, attempt, hadoop) -> new FlowRollups.Observer();
        return FlowRollups.sum(DatedTable.write(
                spark,
                new FlowTable(),
                SpillDirectory.whole(List.of(spilled)),
                spills -> spills.parts(MOST_GROUPS_OF_TASK),
                scratch,
                directory,
                observers));
    }

    /** The rollups of files that were written before. */
    public static FlowRollups rollups(JavaSparkContext spark, List<StoredFile> files) throws IOException {
        return FlowRollups.sum(SparkTasks.forEach(spark, files, (file, attempt, hadoop) -> {
            FlowRollups.Observer observer = new FlowRollups.Observer();
            DatedTable.observe(new FlowTable(), file, observer, hadoop);
            return observer.result();
        }));
    }
}
