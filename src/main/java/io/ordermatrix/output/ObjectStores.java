package io.ordermatrix.output;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * File systems that can't rename a directory in one step, so that a run killed while publishing could leave half of its
 * results.
 */
final class ObjectStores {
    private static final Set<String> SCHEMES =
            Set.of("s3", "s3a", "s3n", "gs", "abfs", "abfss", "wasb", "wasbs", "oss", "cos", "cosn", "obs", "swift");

    private ObjectStores() {}

    /**
     * Refuses an output directory in an object store, without connecting to it.
     *
     * @throws OutputException if the directory is in an object store
     */
    static void refuse(String directory, Configuration hadoop) {
        String scheme = Optional.ofNullable(new Path(directory).toUri().getScheme())
                .or(() -> Optional.ofNullable(FileSystem.getDefaultUri(hadoop).getScheme()))
                .orElse("")
                .toLowerCase(Locale.ROOT);
        if (SCHEMES.contains(scheme)) {
            throw new OutputException(
                    ("%s: results are published by renaming a directory, which %s can't do in one step;"
                                    + " write to HDFS or a local disk, and copy the finished results there")
                            .formatted(directory, scheme));
        }
    }
}
