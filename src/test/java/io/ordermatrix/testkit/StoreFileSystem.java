package io.ordermatrix.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hadoop.fs.Abortable;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * A folder that behaves like an object store, under the scheme {@code oss}: nothing can be renamed, and an object appears when its stream
 * is closed, or never. It has no conditional puts, except that an object can be created only where there is none.
 */
public final class StoreFileSystem extends TestFileSystem {
    public static final String SCHEME = "oss";

    /** What happens to an object. */
    public interface Event {
        void of(java.nio.file.Path object) throws IOException;
    }

    private static final AtomicReference<Event> BEFORE = new AtomicReference<>();
    private static final AtomicReference<Event> AFTER = new AtomicReference<>();

    public static void register() {
        register(SCHEME, StoreFileSystem.class);
        nothingHappens();
    }

    /** From now on nothing happens to any object. */
    public static void nothingHappens() {
        before(object -> {});
        after(object -> {});
    }

    /** Says what happens just before each object appears from now on. */
    public static void before(Event event) {
        BEFORE.set(event);
    }

    /** Says what happens just after each object has appeared from now on. */
    public static void after(Event event) {
        AFTER.set(event);
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public boolean rename(Path from, Path to) throws IOException {
        throw new IOException("an object store can't rename " + from);
    }

    @Override
    public boolean hasPathCapability(Path path, String capability) throws IOException {
        return capability.equals(CommonPathCapabilities.ABORTABLE_STREAM) || super.hasPathCapability(path, capability);
    }

    @Override
    public FSDataOutputStream create(
            Path path,
            FsPermission permission,
            boolean overwrite,
            int bufferSize,
            short replication,
            long blockSize,
            Progressable progress)
            throws IOException {
        return create(path, overwrite, bufferSize, replication, blockSize, progress);
    }

    @Override
    public FSDataOutputStream create(
            Path path, boolean overwrite, int bufferSize, short replication, long blockSize, Progressable progress)
            throws IOException {
        if (!overwrite && exists(path)) {
            throw new FileAlreadyExistsException(path.toString());
        }
        return new FSDataOutputStream(new ObjectStream(pathToFile(path).toPath()), null);
    }

    /** Holds what is written until it is closed. */
    private static final class ObjectStream extends ByteArrayOutputStream implements Abortable {
        private final java.nio.file.Path object;
        private boolean isEnded;

        ObjectStream(java.nio.file.Path object) {
            this.object = object;
        }

        @Override
        public void close() throws IOException {
            if (!isEnded) {
                isEnded = true;
                BEFORE.get().of(object);
                Files.createDirectories(object.getParent());
                java.nio.file.Path whole = Files.createTempFile("object", null);
                Files.write(whole, toByteArray());
                Files.move(whole, object, StandardCopyOption.REPLACE_EXISTING);
                AFTER.get().of(object);
            }
        }

        @Override
        public AbortableResult abort() {
            boolean wasEnded = isEnded;
            isEnded = true;
            return new AbortableResult() {
                @Override
                public boolean alreadyClosed() {
                    return wasEnded;
                }

                @Override
                public IOException anyCleanupException() {
                    return null;
                }
            };
        }
    }
}
