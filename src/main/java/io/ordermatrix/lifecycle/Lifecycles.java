package io.ordermatrix.lifecycle;

import io.ordermatrix.cube.EventCut;
import io.ordermatrix.group.SpillDirectory;
import io.ordermatrix.orders.EventLayout;
import io.ordermatrix.table.DatedTable;
import io.ordermatrix.table.RowObserver;
import java.io.IOException;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;

/** Writes what became of each order on each day. */
public final class Lifecycles {
    private static final int TEN = 10;

    private Lifecycles() {}

    /**
     * Writes a row for each order and day, sorted within each date by security_code and order_id.
     *
     * @param events how the events are spilled, see {@link LifecycleEvents#layout}
     * @param spilled where the spills are
     * @param cuts where the events of each date can be cut, of which those between securities are used
     * @param priceDecimals digits after the point of a price, which quotes do not have
     * @param scratch a directory for each pass over the spills, see {@link DatedTable#write}
     * @param directory the target
     */
    public static void write(
            JavaSparkContext spark,
            EventLayout events,
            List<SpillDirectory> spilled,
            List<EventCut> cuts,
            int priceDecimals,
            IntFunction<Path> scratch,
            Path directory)
            throws IOException {
        LifecycleTable kind = new LifecycleTable(events, (long) Math.pow(TEN, priceDecimals));
        List<long[]> starts =
                cuts.stream().filter(EventCut::isWholeSecurity).map(kind::key).toList();
        DatedTable.write(
                spark, kind, spilled, spills -> spills.parts(starts), scratch, directory, RowObserver.None::new);
    }
}
