package io.ordermatrix.report;

import io.ordermatrix.parquet.ParquetNumbers;
import io.ordermatrix.spark.SharedHadoop;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** The events and the shares of every cell of several grains. */
final class GrainTotals implements Serializable {
    private static final long serialVersionUID = 1;

    /** The columns to read from the files of a cube, in order. */
    private static final List<String> COLUMNS =
            List.of("security_code", "participantid", "hour", "size_bucket", "events", "quantity_sum");

    private static final int TREE_DEPTH = 2;
    private static final int SPARED_CELLS = 30_000;

    private final Axes axes;
    private final Grain[] grains;
    /** By grain; null until the first row is added, so that what Spark sends to each task is small. */
    private long[][] events;

    private long[][] quantities;

    private GrainTotals(Axes axes, List<Grain> grains) {
        this.axes = axes;
        this.grains = grains.toArray(Grain[]::new);
    }

    /**
     * Sums a cube in one pass. A sum that overflows is an error.
     *
     * @param cube the cube's directory
     */
    static GrainTotals of(SparkSession spark, Path cube, Axes axes, List<Grain> grains) throws IOException {
        SharedHadoop hadoop = SharedHadoop.of(spark);
        List<CubeFile> files = CubeFile.in(cube, hadoop.configuration());
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        // Every part produces full tables, so there are no more parts than can run at the same time.
        int parts = Math.max(1, Math.min(files.size(), context.defaultParallelism()));
        GrainTotals totals = context.parallelize(files, parts)
                .treeAggregate(
                        new GrainTotals(axes, grains),
                        (sums, file) -> sums.add(file, hadoop.configuration()),
                        GrainTotals::merge,
                        TREE_DEPTH);
        totals.allocate();
        return totals;
    }

    /** Tables without rows. */
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

    private GrainTotals add(CubeFile file, Configuration hadoop) throws IOException {
        allocate();
        int date = axes.dayPosition(file.day());
        ParquetNumbers.read(new Path(file.name()), COLUMNS, hadoop, (columns, rows) -> {
            for (int row = 0; row < rows; row++) {
                add(columns, row, date);
            }
        });
        return this;
    }

    private void add(long[][] columns, int row, int date) {
        int security = axes.securityRank((int) columns[0][row]);
        int participant = axes.participantRank((int) columns[1][row]);
        int hour = axes.hourPosition((byte) columns[2][row]);
        int size = (int) columns[3][row];
        for (int at = 0; at < grains.length; at++) {
            int cell = grains[at].cell(axes, security, date, participant, hour, size);
            events[at][cell] = Math.addExact(events[at][cell], columns[4][row]);
            quantities[at][cell] = Math.addExact(quantities[at][cell], columns[5][row]);
        }
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

    /**
     * The same totals with large grains {@linkplain Grain#shrunk shrunk}: more keys are combined, and no event is lost.
     */
    GrainTotals shrunk(double share) {
        int largest =
                grains().stream().mapToInt(grain -> grain.cells(axes)).max().orElse(0);
        // Small ones would save little, and are informative for their size.
        int spared = Math.min(SPARED_CELLS, largest / 2);
        List<Grain> candidates = grains().stream()
                .map(grain -> grain.cells(axes) > spared ? grain.shrunk(share) : grain)
                .toList();
        List<Grain> remaining = candidates.stream()
                .filter(grain -> isCoveredByNoOther(grain, candidates))
                .distinct()
                .toList();
        GrainTotals shrunk = none(axes, remaining);
        for (int at = 0; at < remaining.size(); at++) {
            int from = candidates.indexOf(remaining.get(at));
            combine(grains[from], events[from], remaining.get(at), shrunk.events[at]);
            combine(grains[from], quantities[from], remaining.get(at), shrunk.quantities[at]);
        }
        return shrunk;
    }

    private static boolean isCoveredByNoOther(Grain grain, List<Grain> grains) {
        return grains.stream().noneMatch(other -> !other.equals(grain) && other.covers(grain));
    }

    private void combine(Grain from, long[] values, Grain into, long[] sums) {
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

    /** Writes the events, then the shares, grain by grain. */
    void writeTo(PackedNumbers numbers) {
        for (int at = 0; at < grains.length; at++) {
            numbers.addAll(events[at]);
            numbers.addAll(quantities[at]);
        }
    }
}
