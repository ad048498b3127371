package io.ordermatrix.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** The local file system under its own scheme; subclasses define what goes wrong. */
public abstract class TestFileSystem extends RawLocalFileSystem {
    /** Registers a scheme with the program and with Spark, for as long as the tests run. */
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

    /** What is read for a file: the file itself, unless a subclass overrides this. */
    protected InputStream reading(FSDataInputStream file, Path path) throws IOException {
        return file;
    }
}
