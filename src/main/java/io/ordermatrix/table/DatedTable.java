package io.ordermatrix.table;

import io.ordermatrix.file.Directories;
import io.ordermatrix.file.WholeFile;
import io.ordermatrix.group.EvenGroups;
import io.ordermatrix.group.SortedGroups;
import io.ordermatrix.group.Spills;
import io.ordermatrix.parquet.JoinedFiles;
import io.ordermatrix.parquet.ParquetFile;
import io.ordermatrix.spark.MergedSpills;
import io.ordermatrix.spark.SparkTasks;
import io.ordermatrix.table.Pieces.Join;
import io.ordermatrix.table.Pieces.Piece;
import java.io.IOException;
import java.util.List;
import java.util.function.IntFunction;
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
    /** The most rows of a task: few enough that their file stays below {@link #FILE_BYTES}. */
    private static final long MOST_ROWS = 16_000_000;
    /** The fewest rows that are worth a task. */
    private static final long FEWEST_ROWS = 200_000;
    /** More than one, so that no worker waits long for another's last task. */
    private static final int TASKS_PER_WORKER = 2;

    private DatedTable() {}

    /**
     * Merges spills into a table.
     *
     * @param spilled directories with the spills
     * @param scratch a directory for each pass over the spills, counted from 0, on the file system of the table
     * @param directory of the table
     * @param workers how many tasks run at the same time
     * @param observers see all rows as they are written
     * @return the results of the observers, in the order of the keys
     */
    public static List<byte[]> write(
            JavaSparkContext spark,
            TableKind kind,
            List<Path> spilled,
            IntFunction<Path> scratch,
            Path directory,
            int workers,
            RowObserver.Factory observers)
            throws IOException {
        Configuration hadoop = spark.hadoopConfiguration();
        FileSystem fileSystem = directory.getFileSystem(hadoop);
        Directories.makeEmpty(fileSystem, scratch.apply(0));
        Directories.makeEmpty(fileSystem, directory);
        Spills spills = MergedSpills.fewEnough(spark, kind, spilled, scratch);
        long share = spills.groups() / ((long) TASKS_PER_WORKER * workers);
        long rows = Math.min(MOST_ROWS, Math.max(FEWEST_ROWS, share));
        Pieces pieces = new Pieces(spills.parts(rows), directory, scratch.apply(0));
        List<byte[]> seen = SparkTasks.forEach(
                spark, pieces.all(), (piece, attempt, settings) -> write(kind, piece, observers, attempt, settings));
        SparkTasks.forEach(spark, pieces.joins(FILE_BYTES, fileSystem), DatedTable::join);
        return seen;
    }

    private static byte[] write(
            TableKind kind, Piece piece, RowObserver.Factory observers, long attempt, Configuration hadoop)
            throws IOException {
        RowObserver observer = observers.open();
        try (WholeFile whole = result(piece.file(), attempt, hadoop);
                ParquetFile file = new ParquetFile(whole, kind.rowName(), kind.columns(), hadoop);
                SortedGroups rows = new EvenGroups(kind.merge(piece.range(), hadoop), kind.layout())) {
            while (rows.next()) {
                file.add(rows);
                observer.see(rows);
            }
            file.commit();
        }
        return observer.result();
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
