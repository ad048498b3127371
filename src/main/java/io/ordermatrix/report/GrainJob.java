package io.ordermatrix.report;

import io.ordermatrix.output.WrittenResults;
import io.ordermatrix.spark.SparkTasks;
import io.ordermatrix.table.StoredFile;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/** Sums the tables of a page. */
final class GrainJob {
    /** The tables of a part can have some ten megabytes. */
    private static final int MOST_PARTS = 16;

    private GrainJob() {}

    /** The files of a table whose number has a remainder. */
    private record Part(int table, int remainder, int parts) implements Serializable {}

    /**
     * Sums tables, each in one pass and all in one job, so that no core waits for the last task of a table. A sum that overflows is
     * an error.
     *
     * @param results that have the tables
     * @return the totals of each table
     */
    static List<GrainTotals> run(JavaSparkContext spark, WrittenResults results, List<GrainTable> tables, Axes axes)
            throws IOException {
        List<List<Grain>> grains =
                tables.stream().map(table -> GrainChoice.of(table, axes)).toList();
        List<List<StoredFile>> files =
                tables.stream().map(table -> results.table(table.directory())).toList();
        List<Part> parts = new ArrayList<>();
        for (int table = 0; table < tables.size(); table++) {
            // Every part produces full tables, so there are no more parts than can run at the same time.
            int count = Math.min(Math.min(files.get(table).size(), spark.defaultParallelism()), MOST_PARTS);
            for (int remainder = 0; remainder < count; remainder++) {
                parts.add(new Part(table, remainder, count));
            }
        }
        Broadcast<Axes> shared = spark.broadcast(axes);
        // Most cells are 0, which is one byte of a packed number.
        List<byte[]> summed = SparkTasks.forEach(
                spark,
                parts,
                (part, attempt, hadoop) -> new GrainTotals(
                                tables.get(part.table()), shared.value(), grains.get(part.table()))
                        .addEvery(files.get(part.table()), part.remainder(), part.parts(), hadoop)
                        .bytes());
        List<GrainTotals> totals = new ArrayList<>();
        for (int table = 0; table < tables.size(); table++) {
            totals.add(new GrainTotals(tables.get(table), axes, grains.get(table)));
        }
        for (int part = 0; part < parts.size(); part++) {
            totals.get(parts.get(part).table()).add(new PackedNumbers.Reader(summed.get(part)));
        }
        return totals;
    }
}
