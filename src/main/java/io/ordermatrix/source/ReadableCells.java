package io.ordermatrix.source;

import io.ordermatrix.order.Cell;
import java.io.IOException;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/** Finds which cells have kept events in files that can't be read to their end, as far as they can be read. */
public final class ReadableCells {
    private ReadableCells() {}

    /**
     * Reads what can be read.
     *
     * @param spec the damaged files and their groups, without a directory for records
     */
    public static Set<Cell> of(SparkSession spark, ScanSpec spec) {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        Broadcast<ScanSpec> shared = context.broadcast(spec);
        Broadcast<SerializableConfiguration> hadoop = context.broadcast(
                new SerializableConfiguration(spark.sessionState().newHadoopConf()));
        List<Cell> cells = context.parallelize(spec.groups(), spec.groups().size())
                .flatMap(group -> cells(shared.value(), group, hadoop.value().value()))
                .distinct()
                .collect();
        return new HashSet<>(cells);
    }

    private static Iterator<Cell> cells(ScanSpec spec, ChunkGroup group, Configuration hadoop) throws IOException {
        BitSet places = new BitSet();
        places.set(OrderValues.SECURITY_CODE);
        places.set(OrderValues.TRADE_DATE);
        OrderRows rows = new OrderRows(spec, new RowPredicate.Constant(true), places);
        Set<Cell> cells = new HashSet<>();
        try (GroupReader reader = new GroupReader(spec, group, rows, 0, hadoop)) {
            while (reader.next()) {
                addCells(reader.batch(), cells);
            }
        } catch (UnreadableInputException expected) {
            // That the file ends here is known; what was read before is what was asked for.
            return cells.iterator();
        }
        return cells.iterator();
    }

    private static void addCells(RowBatch batch, Set<Cell> cells) {
        long[] securities = batch.column(OrderValues.SECURITY_CODE);
        long[] dates = batch.column(OrderValues.TRADE_DATE);
        for (int row = 0; row < batch.size(); row++) {
            // Neighbours are often alike.
            if (row == 0 || securities[row] != securities[row - 1] || dates[row] != dates[row - 1]) {
                cells.add(new Cell((int) securities[row], LocalDate.ofEpochDay(dates[row])));
            }
        }
    }
}
