package io.ordermatrix.report;

import io.ordermatrix.parquet.ParquetNumbers;
import io.ordermatrix.spark.SparkTasks;
import io.ordermatrix.table.StoredFile;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/** The events and the shares of every cell of several grains. */
final class GrainTotals implements Serializable {
    private static final long serialVersionUID = 1;

    /** The columns to read from the files of a cube, in order. */
    private static final List<String> COLUMNS =
            List.of("security_code", "participantid", "hour", "size_bucket", "events", "quantity_sum");

    /** The tables of a part can have some ten megabytes. */
    private static final int MOST_PARTS = 16;

    private static final int SPARED_CELLS = 30_000;

    private final Axes axes;
    private final Grain[] grains;
    /** By grain. */
    private final long[][] events;

    private final long[][] quantities;

    /** Totals of no row. */
    GrainTotals(Axes axes, List<Grain> grains) {
        this.axes = axes;
        this.grains = grains.toArray(Grain[]::new);
        events = new long[grains.size()][];
        quantities = new long[grains.size()][];
        for (int at = 0; at < events.length; at++) {
            events[at] = new long[grains.get(at).cells(axes)];
            quantities[at] = new long[events[at].length];
        }
    }

    /**
     * Sums a cube in one pass. A sum that overflows is an error.
     *
     * @param cube the cube's directory
     */
    static GrainTotals of(JavaSparkContext spark, Path cube, Axes axes, List<Grain> grains) throws IOException {
        List<StoredFile> files = StoredFile.in(cube, spark.hadoopConfiguration());
        // Every part produces full tables, so there are no more parts than can run at the same time.
        int parts = Math.min(Math.min(files.size(), spark.defaultParallelism()), MOST_PARTS);
        Broadcast<Axes> shared = spark.broadcast(axes);
        List<GrainTotals> summed = SparkTasks.forEach(
                spark,
                IntStream.range(0, parts).boxed().toList(),
                (part, attempt, hadoop) -> sum(shared.value(), grains, files, part, parts, hadoop));
        GrainTotals totals = new GrainTotals(axes, grains);
        summed.forEach(totals::add);
        return totals;
    }

    /** The totals of every file whose number has this remainder. */
    private static GrainTotals sum(
            Axes axes, List<Grain> grains, List<StoredFile> files, int part, int parts, Configuration hadoop)
            throws IOException {
        GrainTotals totals = new GrainTotals(axes, grains);
        for (int file = part; file < files.size(); file += parts) {
            totals.add(files.get(file), hadoop);
        }
        return totals;
    }

    private void add(StoredFile file, Configuration hadoop) throws IOException {
        int date = axes.dayPosition(file.day());
        ParquetNumbers.read(new Path(file.name()), COLUMNS, hadoop, (columns, rows) -> {
            for (int row = 0; row < rows; row++) {
                add(columns, row, date);
            }
        });
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

    private void add(GrainTotals other) {
        for (int at = 0; at < grains.length; at++) {
            add(events[at], other.events[at]);
            add(quantities[at], other.quantities[at]);
        }
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
        GrainTotals shrunk = new GrainTotals(axes, remaining);
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
