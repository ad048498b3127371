package io.ordermatrix.report;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The events and the shares of every cell of several grains. */
final class GrainTotals implements Serializable {
    private static final long serialVersionUID = 1;

    /** What is read of a cube, and in which order. */
    static final StructType COLUMNS = new StructType()
            .add("security_code", DataTypes.IntegerType)
            .add("trade_date", DataTypes.DateType)
            .add("participantid", DataTypes.IntegerType)
            .add("hour", DataTypes.ByteType)
            .add("size_bucket", DataTypes.ByteType)
            .add("events", DataTypes.LongType)
            .add("quantity_sum", DataTypes.LongType);

    private static final int TREE_DEPTH = 2;
    private static final int SPARED_CELLS = 30_000;

    private final Axes axes;
    private final Grain[] grains;
    /** By grain; null until the first row is added, so that what Spark hands to each task is small. */
    private long[][] events;

    private long[][] quantities;

    private GrainTotals(Axes axes, List<Grain> grains) {
        this.axes = axes;
        this.grains = grains.toArray(Grain[]::new);
    }

    /** Sums a cube, read with {@link #COLUMNS}, in one pass. A sum that overflows is an error. */
    static GrainTotals of(Dataset<Row> cube, Axes axes, List<Grain> grains) {
        JavaRDD<InternalRow> rows = cube.queryExecution().toRdd().toJavaRDD();
        // Every part brings whole tables, so there are no more of them than can work at the same time.
        int parts = Math.max(1, rows.context().defaultParallelism());
        GrainTotals totals = rows.coalesce(parts)
                .treeAggregate(new GrainTotals(axes, grains), GrainTotals::add, GrainTotals::merge, TREE_DEPTH);
        totals.allocate();
        return totals;
    }

    /** Tables without a row. */
    static GrainTotals none(Axes axes, List<Grain> grains) {
        GrainTotals totals = new GrainTotals(axes, grains);
        totals.allocate();
        return totals;
    }

    private void allocate() {
        if (events == null) {
            events = new long[grains.length][];
            quantities = new long[grains.length][];
            for (int at = 0; at < grains.length; at++) {
                events[at] = new long[grains[at].cells(axes)];
                quantities[at] = new long[grains[at].cells(axes)];
            }
        }
    }

    private GrainTotals add(InternalRow row) {
        allocate();
        int security = axes.securityRank(row.getInt(0));
        int date = axes.dayPosition(row.getInt(1));
        int participant = axes.participantRank(row.getInt(2));
        int hour = axes.hourPosition(row.getByte(3));
        int size = row.getByte(4);
        for (int at = 0; at < grains.length; at++) {
            int cell = grains[at].cell(axes, security, date, participant, hour, size);
            events[at][cell] = Math.addExact(events[at][cell], row.getLong(5));
            quantities[at][cell] = Math.addExact(quantities[at][cell], row.getLong(6));
        }
        return this;
    }

    private GrainTotals merge(GrainTotals other) {
        if (other.events == null) {
            return this;
        }
        if (events == null) {
            return other;
        }
        for (int at = 0; at < grains.length; at++) {
            add(events[at], other.events[at]);
            add(quantities[at], other.quantities[at]);
        }
        return this;
    }

    private static void add(long[] sums, long[] others) {
        for (int cell = 0; cell < sums.length; cell++) {
            sums[cell] = Math.addExact(sums[cell], others[cell]);
        }
    }

    List<Grain> grains() {
        return List.of(grains);
    }

    /** The same with large grains {@linkplain Grain#shrunk shrunk}: more is gathered, and no event is lost. */
    GrainTotals shrunk(double share) {
        int largest =
                grains().stream().mapToInt(grain -> grain.cells(axes)).max().orElse(0);
        // Small ones save little, and tell much for their size.
        int spared = Math.min(SPARED_CELLS, largest / 2);
        List<Grain> smaller = grains().stream()
                .map(grain -> grain.cells(axes) > spared ? grain.shrunk(share) : grain)
                .toList();
        List<Grain> telling = smaller.stream()
                .filter(grain -> isToldByNoOther(grain, smaller))
                .distinct()
                .toList();
        GrainTotals shrunk = none(axes, telling);
        for (int at = 0; at < telling.size(); at++) {
            int from = smaller.indexOf(telling.get(at));
            gather(grains[from], events[from], telling.get(at), shrunk.events[at]);
            gather(grains[from], quantities[from], telling.get(at), shrunk.quantities[at]);
        }
        return shrunk;
    }

    private static boolean isToldByNoOther(Grain grain, List<Grain> grains) {
        return grains.stream().noneMatch(other -> !other.equals(grain) && other.tells(grain));
    }

    private void gather(Grain from, long[] values, Grain into, long[] sums) {
        int details = from.details(axes);
        int cell = 0;
        for (int security = 0; security <= from.securities(); security++) {
            for (int date = 0; date < from.dates(axes); date++) {
                for (int participant = 0; participant <= from.participants(); participant++) {
                    for (int detail = 0; detail < details; detail++) {
                        int target = into.cell(axes, security, date, participant, detail, detail);
                        sums[target] = Math.addExact(sums[target], values[cell++]);
                    }
                }
            }
        }
    }

    /** Writes the events, then the shares, of one grain after the other. */
    void writeTo(PackedNumbers numbers) {
        for (int at = 0; at < grains.length; at++) {
            numbers.addAll(events[at]);
            numbers.addAll(quantities[at]);
        }
    }
}
