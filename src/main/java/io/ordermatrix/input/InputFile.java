package io.ordermatrix.input;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.time.Instant;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.OpenFileOptions;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.functional.FutureIO;

/**
 * One file of the input, as it was when the run began.
 *
 * @param location the full name with the file system's scheme
 * @param length stored size in bytes
 * @param modified milliseconds since 1970-01-01 UTC
 * @param compression how the file is compressed
 * @param header the file's columns
 */
public record InputFile(String location, long length, long modified, Compression compression, Header header)
        implements Serializable {

    /** The name as a person would write it: local files have no scheme. */
    public String displayName() {
        return displayName(new Path(location));
    }

    /** The name of a path as a person would write it. */
    public static String displayName(Path path) {
        String scheme = path.toUri().getScheme();
        return scheme == null || scheme.equals("file") ? path.toUri().getPath() : path.toString();
    }

    /**
     * Opens the file's text at a byte offset.
     *
     * @param start the first byte to read; 0 for a compressed file
     * @throws IOException if the file can't be opened, or has changed since the run began
     */
    public InputStream open(Configuration hadoop, long start) throws IOException {
        Path path = new Path(location);
        FileSystem fileSystem = path.getFileSystem(hadoop);
        FileStatus now = fileSystem.getFileStatus(path);
        requireUnchanged(now);
        // An object store then sends all that follows in one answer, instead of a piece for each read.
        FSDataInputStream file = FutureIO.awaitFuture(fileSystem
                .openFile(path)
                .withFileStatus(now)
                .opt(
                        OpenFileOptions.FS_OPTION_OPENFILE_READ_POLICY,
                        OpenFileOptions.FS_OPTION_OPENFILE_READ_POLICY_SEQUENTIAL)
                .build());
        try {
            file.seek(start);
            return compression.decompress(file, hadoop);
        } catch (IOException | RuntimeException failure) {
            file.close();
            throw failure;
        }
    }

    private void requireUnchanged(FileStatus now) throws IOException {
        if (now.getLen() != length || now.getModificationTime() != modified) {
            throw new IOException("it changed during the run: %d bytes of %s became %d bytes of %s"
                    .formatted(
                            length,
                            Instant.ofEpochMilli(modified),
                            now.getLen(),
                            Instant.ofEpochMilli(now.getModificationTime())));
        }
    }
}
