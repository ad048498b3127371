package io.ordermatrix.scan;

import io.ordermatrix.testkit.TestFileSystem;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;

/** The local file system under the scheme {@code bare}, without the process that Hadoop starts for each file's mode. */
public final class BareLocalFileSystem extends TestFileSystem {
    private static final String SCHEME = "bare";

    static Configuration configuration() {
        Configuration hadoop = new Configuration();
        hadoop.setClass("fs." + SCHEME + ".impl", BareLocalFileSystem.class, TestFileSystem.class);
        return hadoop;
    }

    static String name(java.nio.file.Path path) {
        return SCHEME + "://" + path.toAbsolutePath();
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public void setPermission(Path path, FsPermission permission) {}
}
