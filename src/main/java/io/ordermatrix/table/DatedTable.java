package io.ordermatrix.table;

import io.ordermatrix.file.Directories;
import io.ordermatrix.file.WholeFile;
import io.ordermatrix.group.EvenGroups;
import io.ordermatrix.group.SortedGroups;
import io.ordermatrix.group.SpillDirectory;
import io.ordermatrix.group.SpillWriter;
import io.ordermatrix.group.Spills;
import io.ordermatrix.group.Spills.Part;
import io.ordermatrix.parquet.JoinedFiles;
import io.ordermatrix.parquet.ParquetFile;
import io.ordermatrix.spark.MergedSpills;
import io.ordermatrix.spark.SparkTasks;
import io.ordermatrix.table.Pieces.Join;
import io.ordermatrix.table.Pieces.Piece;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * A table of results: a directory for each date with one Parquet file, or with several where one would exceed about 512
 * MiB, in the order of their keys. The rows of a file are sorted by the keys.
 */
public final class DatedTable {
    private static final long FILE_BYTES = 512L << 20;

    private DatedTable() {}

    /**
     * Merges spills into a table.
     *
     * @param spilled where the spills are
     * @param division divides the spills among tasks. The row groups of the files follow from it, so it should depend only
     *     on the rows
     * @param scratch a directory for each pass over the spills, counted from 0, on the file system of the table
     * @param directory of the table
     * @param observers see all rows as they are written
     * @return the results of the observers, in the order of the keys
     */
    public static List<byte[]> write(
            JavaSparkContext spark,
            TableKind kind,
            List<SpillDirectory> spilled,
            Function<Spills, List<Part>> division,
            IntFunction<Path> scratch,
            Path directory,
            RowObserver.Factory observers)
            throws IOException {
        Configuration hadoop = spark.hadoopConfiguration();
        FileSystem fileSystem = directory.getFileSystem(hadoop);
        Directories.makeEmpty(fileSystem, scratch.apply(0));
        Directories.makeEmpty(fileSystem, directory);
        Spills spills = MergedSpills.fewEnough(spark, kind, spilled, scratch);
        Pieces pieces = new Pieces(division.apply(spills), directory, scratch.apply(0));
        List<byte[]> seen = SparkTasks.forEach(
                spark, pieces.all(), (piece, attempt, settings) -> write(kind, piece, observers, attempt, settings));
        SparkTasks.forEach(spark, pieces.joins(FILE_BYTES, fileSystem), DatedTable::join);
        return seen;
    }

    /** Shows the rows of a file that was written before to an observer, in a task. */
    public static void observe(StoredKind kind, StoredFile file, RowObserver observer, Configuration hadoop)
            throws IOException {
        try (SortedGroups rows = kind.stored(file, hadoop)) {
            while (rows.next()) {
                observer.see(rows);
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
                try (WholeFile copy = result(file.in(new Path(target)).toString(), attempt, hadoop);
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
            TableKind kind, Piece piece, RowObserver.Factory observers, long attempt, Configuration hadoop)
            throws IOException {
        try (RowObserver observer = observers.open(piece.number(), attempt, hadoop);
                EvenGroups rows = new EvenGroups(kind.rows(piece.range(), hadoop), kind.rowLayout())) {
            write(kind, rows, piece.file(), observer, attempt, hadoop);
            return observer.result();
        }
    }

    private static void write(
            TableKind kind, EvenGroups rows, String name, RowObserver observer, long attempt, Configuration hadoop)
            throws IOException {
        try (WholeFile whole = result(name, attempt, hadoop);
                ParquetFile file = new ParquetFile(whole, kind.rowName(), kind.columns(), hadoop)) {
            while (rows.next()) {
                file.add(rows);
                observer.see(rows);
            }
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
            TableKind kind,
            int day,
            SortedGroups rows,
            Path directory,
            RowObserver observer,
            long attempt,
            Configuration hadoop)
            throws IOException {
        try (EvenGroups even = new EvenGroups(rows, kind.rowLayout())) {
            if (even.hasMore()) {
                write(kind, even, Pieces.result(directory, day, 0), observer, attempt, hadoop);
            }
        }
    }

    private static byte[] join(Join join, long attempt, Configuration hadoop) throws IOException {
        try (WholeFile whole = result(join.file(), attempt, hadoop)) {
            JoinedFiles.write(join.pieces().stream().map(Path::new).toList(), whole, hadoop);
        }
        return new byte[0];
    }

    private static WholeFile result(String name, long attempt, Configuration hadoop) throws IOException {
        Path file = new Path(name);
        FileSystem fileSystem = file.getFileSystem(hadoop);
        // Results are for other programs, which do not expect a checksum file next to each of them.
        fileSystem.setWriteChecksum(false);
        Directories.make(fileSystem, file.getParent());
        return WholeFile.ofAttempt(file, attempt, hadoop);
    }
}
