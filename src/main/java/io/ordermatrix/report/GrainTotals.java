package io.ordermatrix.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordermatrix.parquet.ParquetNumbers;
import io.ordermatrix.report.Grain.Detail;
import io.ordermatrix.report.Grain.Shape;
import io.ordermatrix.table.StoredFile;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** The sums of a table's measures in every cell of several grains. */
final class GrainTotals {
    private static final int SPARED_CELLS = 30_000;
    /** Half of the largest number up to which all are exact in a browser. */
    private static final double LARGEST_EXACT_SUM = 1L << 52;

    private final GrainTable table;
    private final Axes axes;
    private final Grain[] grains;
    /** By grain, the index of its detail among the columns of the table; negative for none. */
    private final int[] detailColumns;
    /** By measure, the index of its column; that after the last for the number of rows. */
    private final int[] measureColumns;

    /** By grain; the sums of all measures of a cell follow each other, since a row is added to all of them. */
    private final long[][] sums;

    /** The sums as text; null until it is asked for. */
    private String packed;

    /** Totals of no row. */
    GrainTotals(GrainTable table, Axes axes, List<Grain> grains) {
        this.table = table;
        this.axes = axes;
        this.grains = grains.toArray(Grain[]::new);
        detailColumns = grains.stream()
                .mapToInt(grain -> table.columns().indexOf(grain.detail().column()))
                .toArray();
        measureColumns = table.measures().stream()
                .mapToInt(measure -> measure.equals(GrainTable.ROWS)
                        ? table.columns().size()
                        : table.columns().indexOf(measure))
                .toArray();
        sums = new long[grains.size()][];
        for (int at = 0; at < sums.length; at++) {
            sums[at] = new long[Math.multiplyExact(grains.get(at).cells(axes), measureColumns.length)];
        }
    }

    /** Adds every file whose number has this remainder. */
    GrainTotals addEvery(List<StoredFile> files, int part, int parts, Configuration hadoop) throws IOException {
        for (int file = part; file < files.size(); file += parts) {
            add(files.get(file), hadoop);
        }
        return this;
    }

    private void add(StoredFile file, Configuration hadoop) throws IOException {
        int date = axes.dayPosition(file.day());
        Path path = new Path(file.name());
        if (!table.countsRows()) {
            int[] all = IntStream.range(0, grains.length).toArray();
            ParquetNumbers.read(path, table.columns(), hadoop, (columns, rows) -> add(columns, rows, date, all));
            return;
        }
        List<EqualKeys> byDetail =
                table.details().stream().map(detail -> equalKeys(detail, date)).toList();
        ParquetNumbers.read(
                path, table.columns(), hadoop, (columns, rows) -> byDetail.forEach(keys -> keys.take(columns, rows)));
        byDetail.forEach(EqualKeys::endSecurity);
    }

    /** Adds rows to the grains with a detail once these have been summed by it. */
    private EqualKeys equalKeys(Detail detail, int date) {
        int[] ofDetail = IntStream.range(0, grains.length)
                .filter(at -> grains[at].detail() == detail)
                .toArray();
        return new EqualKeys(
                table.columns(),
                detail.column(),
                detail.value(axes),
                table.firstMeasure(),
                (columns, rows) -> add(columns, rows, date, ofDetail));
    }

    /**
     * Adds rows of a date to some of the grains.
     *
     * @param columns those of the table; if it counts rows, also the number of rows behind each
     * @param added indexes of grains
     */
    private void add(long[][] columns, int rows, int date, int[] added) {
        int[] securities = new int[rows];
        int[] participants = new int[rows];
        int[] positions = new int[rows];
        for (int row = 0; row < rows; row++) {
            securities[row] = axes.securityRank((int) columns[0][row]);
            participants[row] = axes.participantRank((int) columns[1][row]);
        }
        Detail known = null;
        for (int at : added) {
            Detail detail = grains[at].detail();
            if (detail != known && detailColumns[at] >= 0) {
                for (int row = 0; row < rows; row++) {
                    positions[row] = detail.position(axes, (int) columns[detailColumns[at]][row]);
                }
            } else if (detail != known) {
                Arrays.fill(positions, 0);
            }
            known = detail;
            Shape shape = grains[at].shape(axes);
            for (int row = 0; row < rows; row++) {
                int cell = shape.cell(securities[row], date, participants[row], positions[row]);
                addTo(sums[at], cell * measureColumns.length, columns, row);
            }
        }
    }

    private void addTo(long[] grain, int first, long[][] columns, int row) {
        for (int measure = 0; measure < measureColumns.length; measure++) {
            long more = columns[measureColumns[measure]][row];
            grain[first + measure] = Math.addExact(grain[first + measure], more);
        }
    }

    /** All sums, for {@link #add}. */
    byte[] bytes() {
        PackedNumbers numbers = new PackedNumbers();
        for (long[] grain : sums) {
            numbers.addAll(grain);
        }
        return numbers.bytes();
    }

    /** Adds the sums of a part. */
    void add(PackedNumbers.Reader part) {
        for (long[] grain : sums) {
            for (int at = 0; at < grain.length; at++) {
                grain[at] = Math.addExact(grain[at], part.next());
            }
        }
    }

    List<Grain> grains() {
        return List.of(grains);
    }

    /** The same totals of some of the measures. */
    GrainTotals only(List<String> measures) {
        GrainTotals fewer = new GrainTotals(table.withMeasures(measures), axes, grains());
        for (int measure = 0; measure < measures.size(); measure++) {
            int from = table.measures().indexOf(measures.get(measure));
            for (int grain = 0; grain < sums.length; grain++) {
                for (int cell = 0; cell < grains[grain].cells(axes); cell++) {
                    fewer.sums[grain][cell * measures.size() + measure] =
                            sums[grain][cell * measureColumns.length + from];
                }
            }
        }
        return fewer;
    }

    List<String> measures() {
        return table.measures();
    }

    /** Whether there are keys left to combine. */
    boolean canShrink() {
        return grains().stream().anyMatch(Grain::canShrink);
    }

    /**
     * The same totals with large grains {@linkplain Grain#shrunk shrunk}: more keys are combined, and nothing is lost.
     */
    GrainTotals shrunk(double share) {
        int largest = grains().stream()
                .filter(Grain::canShrink)
                .mapToInt(grain -> grain.cells(axes))
                .max()
                .orElse(0);
        // Small ones would save little, and are informative for their size.
        int spared = Math.min(SPARED_CELLS, largest / 2);
        List<Grain> candidates = grains().stream()
                .map(grain -> grain.cells(axes) > spared ? grain.shrunk(share) : grain)
                .toList();
        List<Grain> remaining = candidates.stream()
                .filter(grain -> isCoveredByNoOther(grain, candidates))
                .distinct()
                .toList();
        GrainTotals shrunk = new GrainTotals(table, axes, remaining);
        for (int at = 0; at < remaining.size(); at++) {
            int from = candidates.indexOf(remaining.get(at));
            combine(grains[from], sums[from], remaining.get(at), shrunk.sums[at]);
        }
        return shrunk;
    }

    private static boolean isCoveredByNoOther(Grain grain, List<Grain> grains) {
        return grains.stream().noneMatch(other -> !other.equals(grain) && other.covers(grain));
    }

    private void combine(Grain from, long[] values, Grain into, long[] combined) {
        int details = from.detail().count(axes);
        int measures = measureColumns.length;
        Shape shape = into.shape(axes);
        int next = 0;
        for (int security = 0; security <= from.securities(); security++) {
            for (int date = 0; date < from.dates(axes); date++) {
                for (int participant = 0; participant <= from.participants(); participant++) {
                    for (int detail = 0; detail < details; detail++) {
                        int first = shape.cell(security, date, participant, detail) * measures;
                        for (int measure = 0; measure < measures; measure++) {
                            combined[first + measure] = Math.addExact(combined[first + measure], values[next++]);
                        }
                    }
                }
            }
        }
    }

    /** Describes the grains to the page. */
    void describeTo(ArrayNode described) {
        for (int at = 0; at < grains.length; at++) {
            ObjectNode grain = described
                    .addObject()
                    .put("detail", grains[at].detail().label())
                    .put("byDate", grains[at].byDate())
                    .put("securities", grains[at].securities())
                    .put("participants", grains[at].participants());
            List<String> wide = wideMeasures(sums[at]);
            if (!wide.isEmpty()) {
                wide.forEach(grain.putArray("wide")::add);
            }
        }
    }

    /** The measures that have sums which a browser does not add up exactly in floating point, whatever their signs. */
    private List<String> wideMeasures(long[] grain) {
        double[] largest = new double[measureColumns.length];
        for (int first = 0; first < grain.length; first += largest.length) {
            for (int measure = 0; measure < largest.length; measure++) {
                largest[measure] += Math.abs((double) grain[first + measure]);
            }
        }
        return IntStream.range(0, largest.length)
                .filter(measure -> largest[measure] > LARGEST_EXACT_SUM)
                .mapToObj(table.shownMeasures()::get)
                .toList();
    }

    /** The sums as text, grain by grain, and measure by measure. */
    String packed() {
        if (packed == null) {
            PackedNumbers numbers = new PackedNumbers();
            int measures = measureColumns.length;
            for (long[] grain : sums) {
                for (int measure = 0; measure < measures; measure++) {
                    for (int at = measure; at < grain.length; at += measures) {
                        numbers.add(grain[at]);
                    }
                }
            }
            packed = numbers.text();
        }
        return packed;
    }
}
