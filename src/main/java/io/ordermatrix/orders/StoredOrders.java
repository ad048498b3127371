package io.ordermatrix.orders;

import io.ordermatrix.scan.FileColumn;
import io.ordermatrix.table.DatedTable;
import io.ordermatrix.table.RowObserver;
import java.io.IOException;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** The selected events of a run, from what the sinks of its waves have spilled. */
public final class StoredOrders {
    private StoredOrders() {}

    /**
     * Writes the events with the columns of {@link io.ordermatrix.spark.OrderSchema#EVENTS} and some others, sorted in each
     * date by security_code, timestamp and order_id; events that are alike in these are in the order of the input.
     *
     * @param others further columns of the files
     * @param spilled directories that hold spills of {@link OrderSink}
     * @param scratch a directory for each pass over them, see {@link DatedTable#write}
     * @param directory the target
     * @param workers how many tasks run at the same time
     */
    public static void write(
            SparkSession spark,
            List<FileColumn> others,
            List<Path> spilled,
            IntFunction<Path> scratch,
            Path directory,
            int workers)
            throws IOException {
        DatedTable.write(spark, new OrderLayout(others), spilled, scratch, directory, workers, RowObserver.None::new);
    }
}
