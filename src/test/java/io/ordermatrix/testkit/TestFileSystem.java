package io.ordermatrix.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** The local file system under a scheme of its own; subclasses say what goes wrong there. */
public abstract class TestFileSystem extends RawLocalFileSystem {
    /** Makes a scheme known to the program and to Spark, for as long as the tests run. */
    static void register(String scheme, Class<? extends TestFileSystem> type) {
        String implementation = "fs." + scheme + ".impl";
        TestSpark.session().sparkContext().hadoopConfiguration().set(implementation, type.getName());
        System.setProperty("spark.hadoop." + implementation, type.getName());
    }

    @Override
    public abstract String getScheme();

    @Override
    public final URI getUri() {
        return URI.create(getScheme() + ":///");
    }

    @Override
    public FSDataInputStream open(Path path, int bufferSize) throws IOException {
        return new FSDataInputStream(reading(super.open(path, bufferSize), path));
    }

    /** What is read in the place of a file: the file itself, unless a subclass says otherwise. */
    protected InputStream reading(FSDataInputStream file, Path path) throws IOException {
        return file;
    }
}
