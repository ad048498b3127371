package io.ordermatrix.lifecycle;

import io.ordermatrix.cube.EventCut;
import io.ordermatrix.file.Directories;
import io.ordermatrix.orders.EventLayout;
import io.ordermatrix.table.DatedTable;
import io.ordermatrix.table.SpilledTable;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;

/** Writes what became of each order on each day, and order flow: its measures by security, date, participant and hour of entry. */
public final class Lifecycles {
    private Lifecycles() {}

    /**
     * Writes a row for each order and day, sorted within each date by security_code and order_id.
     *
     * @param events how the events are spilled, see {@link LifecycleEvents#layout}
     * @param table with these spills
     * @param cuts where the events of each date can be cut, of which those between securities are used
     * @param priceExponent the power of ten of prices as they are written that gives those of results; quotes stay as
     *     they are written
     * @param zone of the hours of order flow
     * @param flow the target of order flow
     */
    public static FlowRollups write(
            JavaSparkContext spark,
            EventLayout events,
            SpilledTable table,
            List<EventCut> cuts,
            int priceExponent,
            ZoneId zone,
            Path flow)
            throws IOException {
        LifecycleTable kind = new LifecycleTable(events, priceExponent);
        List<long[]> starts =
                cuts.stream().filter(EventCut::isWholeSecurity).map(kind::key).toList();
        Directories.makeEmpty(flow.getFileSystem(spark.hadoopConfiguration()), flow);
        return FlowRollups.sum(DatedTable.write(
                spark, kind, table, spills -> spills.parts(starts), FlowSink.into(flow.toString(), zone)));
    }
}
