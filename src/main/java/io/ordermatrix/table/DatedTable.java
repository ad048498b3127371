package io.ordermatrix.table;

import io.ordermatrix.file.Directories;
import io.ordermatrix.file.WholeFile;
import io.ordermatrix.group.EvenGroups;
import io.ordermatrix.group.Groups;
import io.ordermatrix.group.SortedGroups;
import io.ordermatrix.group.SpillWriter;
import io.ordermatrix.group.Spills;
import io.ordermatrix.group.Spills.Part;
import io.ordermatrix.spark.MergedSpills;
import io.ordermatrix.spark.SparkTasks;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * A table of results: a directory for each date with a Parquet file, or with several where a date is the work of several tasks, in
 * the order of their keys. The rows of a file are sorted by the keys.
 */
public final class DatedTable {
    private DatedTable() {}

    /**
     * Merges spills into a table.
     *
     * @param division divides the spills among tasks. The files of a date follow from it, so it should depend only on the rows
     * @param observers see all rows as they are written
     * @return the results of the observers, in the order of the keys
     */
    public static List<byte[]> write(
            JavaSparkContext spark,
            SpilledKind kind,
            SpilledTable table,
            Function<Spills, List<Part>> division,
            RowObserver.Factory observers)
            throws IOException {
        Directories.makeEmpty(table.directory().getFileSystem(spark.hadoopConfiguration()), table.directory());
        Spills spills = MergedSpills.fewEnough(spark, kind, table.spills(), table.scratch());
        String target = table.directory().toString();
        return SparkTasks.forEach(
                spark,
                Piece.of(division.apply(spills)),
                (piece, attempt, hadoop) -> write(kind, piece, target, observers, attempt, hadoop));
    }

    /** Receives rows. */
    @FunctionalInterface
    public interface Rows {
        /** Receives rows, which are valid only during the call. */
        void take(Groups rows) throws IOException;
    }

    /** Passes on the rows of a file that was written before, in a task. */
    public static void read(StoredKind kind, StoredFile file, Rows target, Configuration hadoop) throws IOException {
        try (SortedGroups rows = kind.stored(file, hadoop)) {
            while (rows.next()) {
                target.take(rows);
            }
        }
    }

    /**
     * Spills the rows of files that were written before, to be merged with others.
     *
     * @param directory for the spills, which is emptied
     */
    public static void spill(JavaSparkContext spark, StoredKind kind, List<StoredFile> files, Path directory)
            throws IOException {
        Directories.makeEmpty(directory.getFileSystem(spark.hadoopConfiguration()), directory);
        String name = directory.toString();
        List<Integer> numbers = IntStream.range(0, files.size()).boxed().toList();
        SparkTasks.forEach(spark, numbers, (number, attempt, hadoop) -> {
            try (SortedGroups rows = kind.stored(files.get(number), hadoop);
                    SpillWriter spills = new SpillWriter(kind.layout(), new Path(name), number, attempt, hadoop)) {
                while (rows.next()) {
                    spills.add(rows.columns(), rows.from(), rows.to(), rows.text());
                }
                spills.commit();
            }
            return new byte[0];
        });
    }

    /**
     * Takes over files that were written before: by links where the file system of this machine has them, otherwise by
     * copies. Result files are never changed, so a link is as good as a copy.
     */
    public static void takeOver(JavaSparkContext spark, List<StoredFile> files, Path directory) throws IOException {
        if (files.isEmpty()) {
            return;
        }
        FileSystem fileSystem = directory.getFileSystem(spark.hadoopConfiguration());
        String target = directory.toString();
        if (Directories.local(fileSystem, directory).isPresent()) {
            for (StoredFile file : files) {
                Directories.link(fileSystem, new Path(file.name()), file.in(directory));
            }
        } else {
            SparkTasks.forEach(spark, files, (file, attempt, hadoop) -> {
                try (WholeFile copy = TableFile.result(file.in(new Path(target)).toString(), attempt, hadoop);
                        InputStream in =
                                new Path(file.name()).getFileSystem(hadoop).open(new Path(file.name()))) {
                    in.transferTo(copy.out());
                    copy.commit();
                }
                return new byte[0];
            });
        }
    }

    private static byte[] write(
            SpilledKind kind,
            Piece piece,
            String directory,
            RowObserver.Factory observers,
            long attempt,
            Configuration hadoop)
            throws IOException {
        try (RowObserver observer = observers.open(piece.file(), attempt, hadoop);
                SortedGroups rows = kind.rows(piece.range(), hadoop)) {
            write(kind, rows, new Path(directory, piece.file()), observer, attempt, hadoop);
            return observer.result();
        }
    }

    /** Writes a file, unless there are no rows. */
    private static void write(
            TableKind kind, SortedGroups rows, Path name, RowObserver observer, long attempt, Configuration hadoop)
            throws IOException {
        if (!rows.next()) {
            return;
        }
        try (TableFile file = new TableFile(kind, name.toString(), attempt, hadoop)) {
            do {
                file.add(rows);
                observer.see(rows);
            } while (rows.next());
            file.commit(observer.facts());
        }
    }

    /**
     * Writes sorted rows as the only file of a date, in a task; no file if there are none.
     *
     * @param day days since 1970-01-01
     * @param directory of the table
     */
    public static void writeDate(
            StoredKind kind,
            int day,
            SortedGroups rows,
            Path directory,
            RowObserver observer,
            long attempt,
            Configuration hadoop)
            throws IOException {
        try (EvenGroups even = new EvenGroups(rows, kind.layout())) {
            write(kind, even, new Path(directory, Piece.file(day, 0)), observer, attempt, hadoop);
        }
    }
}
