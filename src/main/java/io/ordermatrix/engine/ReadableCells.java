package io.ordermatrix.engine;

import io.ordermatrix.input.Split;
import io.ordermatrix.input.UnreadableInputException;
import io.ordermatrix.order.Cell;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.scan.OrderRows;
import io.ordermatrix.scan.OrderSlots;
import io.ordermatrix.scan.RowBatch;
import io.ordermatrix.scan.RowPredicate;
import io.ordermatrix.scan.ScanSpec;
import io.ordermatrix.scan.SplitReader;
import io.ordermatrix.scan.WantedColumns;
import io.ordermatrix.spark.SparkTasks;
import java.io.IOException;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/** Finds the cells with kept events in files that can't be read to their end, as far as they can be read. */
public final class ReadableCells {
    private static final int SECURITY = OrderSlots.of(OrderColumn.SECURITY_CODE);
    private static final int DATE = OrderSlots.of(OrderColumn.TRADE_DATE);

    private ReadableCells() {}

    /**
     * Reads the files as far as possible.
     *
     * @param spec the damaged files and their splits, without a directory for records
     */
    public static Set<Cell> of(JavaSparkContext spark, ScanSpec spec) {
        Broadcast<ScanSpec> shared = spark.broadcast(spec);
        Set<Cell> all = new HashSet<>();
        SparkTasks.forEach(spark, spec.splits(), (split, attempt, hadoop) -> cells(shared.value(), split, hadoop))
                .forEach(all::addAll);
        shared.destroy();
        return all;
    }

    private static Set<Cell> cells(ScanSpec spec, Split split, Configuration hadoop) throws IOException {
        BitSet slots = new BitSet();
        slots.set(SECURITY);
        slots.set(DATE);
        OrderRows rows = new OrderRows(spec, new RowPredicate.Constant(true), WantedColumns.of(slots));
        Set<Cell> cells = new HashSet<>();
        try (SplitReader reader = new SplitReader(spec, split, rows, 0, hadoop)) {
            while (reader.next()) {
                addCells(reader.batch(), cells);
            }
        } catch (UnreadableInputException expected) {
            // The failure is expected; the cells found before it are the answer.
            return cells;
        }
        return cells;
    }

    private static void addCells(RowBatch batch, Set<Cell> cells) {
        long[] securities = batch.column(SECURITY);
        long[] dates = batch.column(DATE);
        for (int row = 0; row < batch.size(); row++) {
            // Neighbours are often equal.
            if (row == 0 || securities[row] != securities[row - 1] || dates[row] != dates[row - 1]) {
                cells.add(new Cell((int) securities[row], LocalDate.ofEpochDay(dates[row])));
            }
        }
    }
}
