package io.ordermatrix.run;

import io.ordermatrix.cube.EventCut;
import io.ordermatrix.cube.OrderCube;
import io.ordermatrix.cube.WrittenCube;
import io.ordermatrix.group.SpillDirectory;
import io.ordermatrix.lifecycle.FlowRollups;
import io.ordermatrix.lifecycle.Lifecycles;
import io.ordermatrix.orders.StoredOrders;
import io.ordermatrix.output.ResultFiles;
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
        return OrderCube.write(
                session.spark(), groups, pass -> ledger.scratch("groups", pass), new Path(results, ResultFiles.CUBE));
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
                orders,
                cuts,
                session.request().config().selection().zone(),
                pass -> ledger.scratch("orders", pass),
                new Path(results, ResultFiles.ORDERS));
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
                events,
                cuts,
                session.request().config().feed().fields().priceExponent(),
                session.request().config().selection().zone(),
                pass -> ledger.scratch("lifecycles", pass),
                new Path(results, ResultFiles.LIFECYCLES),
                new Path(results, ResultFiles.FLOW));
    }
}
