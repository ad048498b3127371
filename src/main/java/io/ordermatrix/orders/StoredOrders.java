package io.ordermatrix.orders;

import io.ordermatrix.scan.FileColumn;
import io.ordermatrix.table.DatedTable;
import io.ordermatrix.table.RowObserver;
import java.io.IOException;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;

/** Writes the selected events of a run, from the spills of its waves. */
public final class StoredOrders {
    private StoredOrders() {}

    /**
     * Writes the events with the columns of {@link io.ordermatrix.spark.OrderSchema#EVENTS} and some optional ones,
     * sorted within each date by security_code, timestamp and order_id; events with equal keys are in the order of the
     * input.
     *
     * @param others optional columns of the files
     * @param spilled directories with spills of {@link OrderSink}
     * @param scratch a directory for each pass over the spills, see {@link DatedTable#write}
     * @param directory the target
     * @param workers how many tasks run at the same time
     */
    public static void write(
            JavaSparkContext spark,
            List<FileColumn> others,
            List<Path> spilled,
            IntFunction<Path> scratch,
            Path directory,
            int workers)
            throws IOException {
        DatedTable.write(spark, new OrderLayout(others), spilled, scratch, directory, workers, RowObserver.None::new);
    }
}
