package io.ordermatrix.table;

import io.ordermatrix.file.Directories;
import io.ordermatrix.file.WholeFile;
import io.ordermatrix.group.Groups;
import io.ordermatrix.parquet.ParquetFile;
import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A file of a {@link DatedTable} that is being written. It has its name only once it is committed. */
public final class TableFile implements Closeable {
    private final ParquetFile parquet;

    /**
     * Begins a file.
     *
     * @param name its full name
     * @param attempt unique among all attempts at it
     */
    public TableFile(TableKind kind, String name, long attempt, Configuration hadoop) throws IOException {
        WholeFile whole = result(name, attempt, hadoop);
        try {
            parquet = new ParquetFile(whole, kind.rowName(), kind.columns(), hadoop);
        } catch (IOException | RuntimeException failure) {
            // Its first bytes may be on the disk already.
            whole.close();
            throw failure;
        }
    }

    /** A file of results that is written whole or not at all. */
    static WholeFile result(String name, long attempt, Configuration hadoop) throws IOException {
        Path file = new Path(name);
        FileSystem fileSystem = file.getFileSystem(hadoop);
        // Results are for other programs, which do not expect a checksum file next to each of them.
        fileSystem.setWriteChecksum(false);
        Directories.make(fileSystem, file.getParent());
        return WholeFile.ofAttempt(file, attempt, hadoop);
    }

    /**
     * Adds rows in the order of their keys; files are the same to the byte if they are added {@link Groups.MOST} at a
     * time, except for the last ones.
     */
    public void add(Groups rows) throws IOException {
        parquet.add(rows);
    }

    /**
     * Ends the file and gives it its name.
     *
     * @param facts what its footer says about its rows, by name
     */
    public void commit(Map<String, String> facts) throws IOException {
        parquet.commit(facts);
    }

    @Override
    public void close() throws IOException {
        parquet.close();
    }
}
