package io.ordermatrix.orders;

import io.ordermatrix.cube.EventCut;
import io.ordermatrix.scan.FileColumn;
import io.ordermatrix.table.DatedTable;
import io.ordermatrix.table.RowObserver;
import io.ordermatrix.table.SpilledTable;
import io.ordermatrix.table.StoredFile;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;

/** Writes the selected events of a run, from the spills of its waves. */
public final class StoredOrders {
    private StoredOrders() {}

    /**
     * How the events are spilled.
     *
     * @param others optional columns of the files
     * @param read all optional columns that are read of a file
     */
    public static EventLayout layout(List<FileColumn> others, List<FileColumn> read) {
        return OrderLayout.of(others, read).events();
    }

    /**
     * Writes the events with the columns of {@link io.ordermatrix.spark.OrderSchema#EVENTS} and some optional ones,
     * sorted within each date by security_code, timestamp and order_id; events with equal keys are in the order of the
     * input.
     *
     * @param events as they were spilled by {@link OrderSink}
     * @param table with these spills
     * @param cuts where to cut the events of each date, see {@link io.ordermatrix.cube.WrittenCube}
     * @param zone of the dates
     */
    public static void write(
            JavaSparkContext spark, EventLayout events, SpilledTable table, List<EventCut> cuts, ZoneId zone)
            throws IOException {
        OrderLayout kind = new OrderLayout(events);
        List<long[]> starts = cuts.stream()
                .filter(EventCut::isBetweenEvents)
                .map(cut -> kind.key(cut, zone))
                .toList();
        DatedTable.write(spark, kind, table, spills -> spills.parts(starts), RowObserver.None::open);
    }

    /** Spills events that were written before, see {@link DatedTable#spill}. */
    public static void spill(JavaSparkContext spark, List<FileColumn> others, List<StoredFile> files, Path directory)
            throws IOException {
        DatedTable.spill(spark, OrderLayout.of(others, others), files, directory);
    }
}
