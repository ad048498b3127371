package io.ordermatrix.run;

import io.ordermatrix.cube.EventCut;
import io.ordermatrix.cube.OrderCube;
import io.ordermatrix.cube.WrittenCube;
import io.ordermatrix.group.SpillDirectory;
import io.ordermatrix.lifecycle.FlowRollups;
import io.ordermatrix.lifecycle.Lifecycles;
import io.ordermatrix.orders.StoredOrders;
import io.ordermatrix.output.ResultFiles;
import io.ordermatrix.table.SpilledTable;
import io.ordermatrix.wave.WaveLedger;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.Path;

/**
 * Writes the tables of a run from what has been spilled.
 *
 * @param ledger has room for the passes of the merges
 * @param results the directory for the tables
 */
record SpilledTables(RunSession session, WaveLedger ledger, Path results) {
    WrittenCube cube(List<SpillDirectory> groups) throws IOException {
        return OrderCube.write(session.spark(), table(groups, "groups", ResultFiles.CUBE));
    }

    /**
     * Writes the events.
     *
     * @param cuts where the cube says that their dates can be cut
     */
    void orders(List<SpillDirectory> orders, List<EventCut> cuts) throws IOException {
        StoredOrders.write(
                session.spark(),
                session.request().orderLayout(),
                table(orders, "orders", ResultFiles.ORDERS),
                cuts,
                session.request().config().selection().zone());
    }

    /**
     * Writes what became of each order, and order flow.
     *
     * @param cuts where the cube says that dates can be cut
     */
    FlowRollups lifecycles(List<SpillDirectory> events, List<EventCut> cuts) throws IOException {
        return Lifecycles.write(
                session.spark(),
                session.request().lifecycleLayout(),
                table(events, "lifecycles", ResultFiles.LIFECYCLES),
                cuts,
                session.request().config().feed().fields().priceExponent(),
                session.request().config().selection().zone(),
                new Path(results, ResultFiles.FLOW));
    }

    private SpilledTable table(List<SpillDirectory> spills, String what, String directory) {
        return new SpilledTable(spills, pass -> ledger.scratch(what, pass), new Path(results, directory));
    }
}
