package io.ordermatrix.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;

/**
 * The local file system under the scheme {@code flaky}, where reading each piece of a file fails the first time, after
 * half of a task's work.
 */
public final class FlakyFileSystem extends TestFileSystem {
    public static final String SCHEME = "flaky";
    /** The pieces of files whose first read has failed. */
    private static final Set<Long> FAILED = ConcurrentHashMap.newKeySet();

    private static final long PIECE = 256 * 1024;

    /** Registers it, and makes every piece fail again. */
    public static void register() {
        register(SCHEME, FlakyFileSystem.class);
        FAILED.clear();
    }

    public static int failures() {
        return FAILED.size();
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    protected InputStream reading(FSDataInputStream file, Path path) {
        return new FlakyStream(file);
    }

    private static final class FlakyStream extends PassingStream {
        FlakyStream(FSDataInputStream file) {
            super(file);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            long piece = getPos() / PIECE;
            if (piece > 0 && FAILED.add(piece)) {
                throw new IOException("the disk coughs at byte " + getPos());
            }
            return super.read(bytes, offset, (int) Math.min(length, PIECE - getPos() % PIECE));
        }
    }
}
