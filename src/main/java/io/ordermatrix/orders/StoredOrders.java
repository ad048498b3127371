package io.ordermatrix.orders;

import io.ordermatrix.spark.MergedSpills;
import java.io.IOException;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The selected events of a run, from what the sinks of its waves have spilled. */
public final class StoredOrders {
    private StoredOrders() {}

    /**
     * The events with the columns of {@link io.ordermatrix.spark.OrderSchema#EVENTS}, sorted by trade_date, security_code,
     * timestamp and order_id in each partition and over all partitions; events alike in these are in the order of the input.
     *
     * @param directories that hold spills of {@link OrderSink}
     * @param scratch a directory for each pass of merging before, see {@link MergedSpills#of}
     * @param workers how many partitions there are at least, if there is anything for them
     */
    public static Dataset<Row> of(SparkSession spark, List<Path> directories, IntFunction<Path> scratch, int workers)
            throws IOException {
        return MergedSpills.of(spark, new OrderLayout(), directories, scratch).rows(new OrderColumns(), workers);
    }
}
