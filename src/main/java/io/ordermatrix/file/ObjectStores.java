package io.ordermatrix.file;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/** File systems without directories, which can't rename one in one step. An object is there when all of it is. */
public final class ObjectStores {
    private static final Set<String> SCHEMES =
            Set.of("s3", "s3a", "s3n", "gs", "abfs", "abfss", "wasb", "wasbs", "oss", "cos", "cosn", "obs", "swift");

    private ObjectStores() {}

    /**
     * The file system of a path, which may be in an object store.
     *
     * @throws UnsupportedFileSystemException if its classes are not there
     */
    public static FileSystem fileSystem(Path path, Configuration hadoop) throws IOException {
        try {
            return path.getFileSystem(hadoop);
        } catch (UnsupportedFileSystemException unknown) {
            throw missing(path, unknown);
        } catch (RuntimeException failure) {
            // Hadoop knows the name of the class.
            if (failure.getCause() instanceof ClassNotFoundException) {
                throw missing(path, failure);
            }
            throw failure;
        }
    }

    private static UnsupportedFileSystemException missing(Path path, Exception failure) {
        UnsupportedFileSystemException missing = new UnsupportedFileSystemException(
                "no file system for %s on the class path; add one with --packages, see docs/object-stores.md"
                        .formatted(path.toUri().getScheme()));
        missing.initCause(failure);
        return missing;
    }

    /** Whether a path is in an object store, found out without connecting to it. */
    public static boolean have(Path path, Configuration hadoop) {
        String scheme = Optional.ofNullable(path.toUri().getScheme())
                .or(() -> Optional.ofNullable(FileSystem.getDefaultUri(hadoop).getScheme()))
                .orElse("");
        return SCHEMES.contains(scheme.toLowerCase(Locale.ROOT));
    }
}
