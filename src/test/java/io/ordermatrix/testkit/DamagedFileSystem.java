package io.ordermatrix.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;

/** The local file system under the scheme {@code damaged}, where one file is damaged after its first half. */
public final class DamagedFileSystem extends TestFileSystem {
    public static final String SCHEME = "damaged";

    /** What happens in the second half. */
    public enum Damage {
        NONE,
        /** It can't be read. */
        BAD_SECTOR,
        /** The second half is cut off when it is reached. */
        SHRINKS
    }

    private record Target(String fileName, Damage damage) {}

    private static final AtomicReference<Target> TARGET = new AtomicReference<>(new Target("", Damage.NONE));

    public static void register() {
        register(SCHEME, DamagedFileSystem.class);
    }

    public static void damage(String fileName, Damage damage) {
        TARGET.set(new Target(fileName, damage));
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    protected InputStream reading(FSDataInputStream file, Path path) throws IOException {
        return TARGET.get().fileName().equals(path.getName())
                ? new DamagedStream(file, path, getFileStatus(path).getLen() / 2)
                : super.reading(file, path);
    }

    private static final class DamagedStream extends PassingStream {
        private final Path path;
        private final long half;

        DamagedStream(FSDataInputStream file, Path path, long half) {
            super(file);
            this.path = path;
            this.half = half;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (getPos() + length > half) {
                switch (TARGET.get().damage()) {
                    case BAD_SECTOR -> throw new IOException("bad sector at byte " + getPos());
                    case SHRINKS -> shrink();
                    case NONE -> {}
                }
            }
            return super.read(bytes, offset, length);
        }

        private void shrink() throws IOException {
            try (var channel =
                    Files.newByteChannel(java.nio.file.Path.of(path.toUri().getPath()), StandardOpenOption.WRITE)) {
                channel.truncate(Math.min(half, channel.size()));
            }
        }
    }
}
