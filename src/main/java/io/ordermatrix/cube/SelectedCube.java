package io.ordermatrix.cube;

import io.ordermatrix.order.DropReason;
import io.ordermatrix.order.RowAccounting;
import io.ordermatrix.order.Selection;
import io.ordermatrix.order.SelectionFilter;
import io.ordermatrix.parquet.ParquetSource;
import io.ordermatrix.scan.RowTally;
import io.ordermatrix.spark.SparkTasks;
import io.ordermatrix.table.DatedTable;
import io.ordermatrix.table.StoredFile;
import java.io.IOException;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * A cube made from one that was written before, by a selection of dates, securities, participants and whole hours.
 *
 * @param rows what became of the events of the other cube
 */
public record SelectedCube(WrittenCube cube, RowAccounting rows) {
    /** The files of a date. */
    private record StoredDate(int day, List<StoredFile> files) implements Serializable {}

    /** What a task reports: the result of its {@link CubeObserver}, and what became of the events that it read. */
    private static final class Part implements Serializable {
        private static final long serialVersionUID = 1;

        private final byte[] observed;
        private final RowAccounting rows;

        Part(CubeObserver observer, RowTally tally) throws IOException {
            observed = observer.result();
            rows = tally.accounting();
        }
    }

    /**
     * Writes the cube, each date in a task.
     *
     * @param files of the other cube
     * @param selection whose order types are those of the other cube, and whose hours are cut where its hours are
     * @param directory the target
     */
    public static SelectedCube write(
            JavaSparkContext spark, List<StoredFile> files, Selection selection, Path directory) throws IOException {
        Map<Integer, List<StoredFile>> byDay =
                files.stream().collect(Collectors.groupingBy(StoredFile::day, TreeMap::new, Collectors.toList()));
        List<StoredDate> dates = new ArrayList<>();
        byDay.forEach((day, ofDay) -> dates.add(new StoredDate(day, List.copyOf(ofDay))));
        String target = directory.toString();
        List<Part> parts = SparkTasks.forEach(
                spark,
                dates,
                (date, attempt, hadoop) -> selection.containsDate(LocalDate.ofEpochDay(date.day()))
                        ? write(date, selection, target, attempt, hadoop)
                        : drop(date, hadoop));
        return new SelectedCube(
                CubeObserver.sum(parts.stream().map(part -> part.observed).toList()),
                parts.stream().map(part -> part.rows).reduce(RowAccounting.NONE, RowAccounting::plus));
    }

    private static Part write(
            StoredDate date, Selection selection, String directory, long attempt, Configuration hadoop)
            throws IOException {
        CubeTable kind = new CubeTable();
        RowTally tally = new RowTally();
        CubeObserver observer = new CubeObserver();
        try (SelectedGroups groups =
                new SelectedGroups(kind, date.files(), new SelectionFilter(selection), tally, hadoop)) {
            DatedTable.writeDate(kind, date.day(), groups, new Path(directory), observer, attempt, hadoop);
        }
        return new Part(observer, tally);
    }

    private static Part drop(StoredDate date, Configuration hadoop) throws IOException {
        RowTally tally = new RowTally();
        for (StoredFile file : date.files()) {
            tally.dropped(DropReason.DATE, events(file, hadoop));
        }
        return new Part(new CubeObserver(), tally);
    }

    private static long events(StoredFile file, Configuration hadoop) throws IOException {
        String events = Measures.COLUMN_OF_EVENTS;
        long[] counts = new long[ParquetSource.MOST_ROWS];
        long sum = 0;
        try (ParquetSource source = new ParquetSource(new Path(file.name()), List.of(events), hadoop)) {
            while (source.next()) {
                source.numbers(0, counts);
                for (int row = 0; row < source.rows(); row++) {
                    sum += counts[row];
                }
            }
        }
        return sum;
    }
}
