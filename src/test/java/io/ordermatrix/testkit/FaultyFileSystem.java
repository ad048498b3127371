package io.ordermatrix.testkit;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.EnumMap;
import java.util.Map;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FsStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * The local file system under the scheme {@code faulty}, on which one operation fails, or all from one on, or whose
 * disk is full.
 */
public final class FaultyFileSystem extends TestFileSystem {
    public static final String SCHEME = "faulty";

    private static final Map<Operation, Long> COUNTS = new EnumMap<>(Operation.class);
    private static Fault fault = Fault.none();
    private static long written;
    private static boolean hasFailed;

    /** What can fail. */
    public enum Operation {
        OPEN,
        READ,
        CREATE,
        WRITE,
        RENAME,
        DELETE,
        MKDIRS,
        LIST
    }

    /**
     * What fails.
     *
     * @param operation kind of the operation; null for none
     * @param number number of the operation among those of its kind, from 1
     * @param isPersistent whether all later operations of its kind fail too
     * @param isQuiet whether renaming, deleting and making directories fail only by their return value, as on HDFS
     * @param path a part of the file names that count; empty for all
     * @param room how many bytes can be written before the disk is full
     */
    public record Fault(
            Operation operation, long number, boolean isPersistent, boolean isQuiet, String path, long room) {
        public static Fault none() {
            return new Fault(null, 0, false, false, "", Long.MAX_VALUE);
        }

        public static Fault of(Operation operation, long number, boolean isPersistent, boolean isQuiet) {
            return new Fault(operation, number, isPersistent, isQuiet, "", Long.MAX_VALUE);
        }

        public static Fault fullDisk(long room) {
            return new Fault(null, 0, false, false, "", room);
        }
    }

    public static void register() {
        register(SCHEME, FaultyFileSystem.class);
    }

    /** Sets what fails from now on, and resets the counts. */
    public static synchronized void fail(Fault next) {
        fault = next;
        COUNTS.clear();
        written = 0;
        hasFailed = false;
    }

    /** The number of operations of a kind since the last fault was set. */
    public static synchronized long count(Operation operation) {
        return COUNTS.getOrDefault(operation, 0L);
    }

    public static synchronized long written() {
        return written;
    }

    /** Whether the fault has happened. */
    public static synchronized boolean hasFailed() {
        return hasFailed;
    }

    /** Counts an operation; false if it should fail without an exception. */
    private static synchronized boolean begin(Operation operation, String names) throws IOException {
        if (!names.contains(fault.path())) {
            return true;
        }
        long number = COUNTS.merge(operation, 1L, Long::sum);
        boolean fails = operation == fault.operation()
                && (number == fault.number() || (fault.isPersistent() && number > fault.number()));
        hasFailed |= fails;
        if (fails && !fault.isQuiet()) {
            throw new IOException("the disk fails at %s %d: %s".formatted(operation, number, names));
        }
        return !fails;
    }

    private static synchronized void write(long bytes) throws IOException {
        written += bytes;
        if (written > fault.room()) {
            hasFailed = true;
            throw new IOException("No space left on device");
        }
    }

    private static synchronized long room() {
        return Math.max(0, fault.room() - written);
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FsStatus getStatus(Path path) throws IOException {
        FsStatus disk = super.getStatus(path);
        return new FsStatus(disk.getCapacity(), disk.getUsed(), Math.min(disk.getRemaining(), room()));
    }

    @Override
    public FSDataInputStream open(Path path, int bufferSize) throws IOException {
        failLoudly(Operation.OPEN, path);
        return super.open(path, bufferSize);
    }

    @Override
    protected InputStream reading(FSDataInputStream file, Path path) {
        return new FaultyInput(file, path);
    }

    @Override
    public FSDataOutputStream create(
            Path path, boolean overwrite, int bufferSize, short replication, long blockSize, Progressable progress)
            throws IOException {
        failLoudly(Operation.CREATE, path);
        return faulty(super.create(path, overwrite, bufferSize, replication, blockSize, progress), path);
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
        failLoudly(Operation.CREATE, path);
        return faulty(super.create(path, permission, overwrite, bufferSize, replication, blockSize, progress), path);
    }

    private static FSDataOutputStream faulty(FSDataOutputStream file, Path path) throws IOException {
        return new FSDataOutputStream(new FaultyOutput(file, path), null);
    }

    /** For operations without a return value that could signal a failure. */
    private static void failLoudly(Operation operation, Path path) throws IOException {
        if (!begin(operation, path.toString())) {
            throw new IOException("the disk fails at %s: %s".formatted(operation, path));
        }
    }

    @Override
    public boolean rename(Path from, Path to) throws IOException {
        return begin(Operation.RENAME, from + " " + to) && super.rename(from, to);
    }

    @Override
    public boolean delete(Path path, boolean recursive) throws IOException {
        return begin(Operation.DELETE, path.toString()) && super.delete(path, recursive);
    }

    @Override
    public boolean mkdirs(Path path) throws IOException {
        return begin(Operation.MKDIRS, path.toString()) && super.mkdirs(path);
    }

    @Override
    public FileStatus[] listStatus(Path path) throws IOException {
        failLoudly(Operation.LIST, path);
        return super.listStatus(path);
    }

    private static final class FaultyOutput extends FilterOutputStream {
        private final Path path;

        FaultyOutput(OutputStream file, Path path) {
            super(file);
            this.path = path;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            failLoudly(Operation.WRITE, path);
            FaultyFileSystem.write(length);
            out.write(bytes, offset, length);
        }
    }

    private static final class FaultyInput extends PassingStream {
        private final Path path;

        FaultyInput(FSDataInputStream file, Path path) {
            super(file);
            this.path = path;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            failLoudly(Operation.READ, path);
            return super.read(bytes, offset, length);
        }
    }
}
