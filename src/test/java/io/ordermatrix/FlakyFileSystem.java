package io.ordermatrix;

import java.io.IOException;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * The local file system under the scheme {@code flaky}, each piece of whose files can't be read the first
 * time: half of a task's work is done by then.
 */
public final class FlakyFileSystem extends RawLocalFileSystem {
    static final String SCHEME = "flaky";
    /** The pieces of files whose first read has failed. */
    private static final Set<Long> FAILED = ConcurrentHashMap.newKeySet();

    private static final long PIECE = 256 * 1024;

    static void reset() {
        FAILED.clear();
    }

    static int failures() {
        return FAILED.size();
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public URI getUri() {
        return URI.create(SCHEME + ":///");
    }

    @Override
    public FSDataInputStream open(Path path, int bufferSize) throws IOException {
        FSDataInputStream file = super.open(path, bufferSize);
        return new FSDataInputStream(new FlakyStream(file));
    }

    private static final class FlakyStream extends FSInputStream {
        private final FSDataInputStream file;

        FlakyStream(FSDataInputStream file) {
            this.file = file;
        }

        @Override
        public int read() throws IOException {
            return file.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            long piece = file.getPos() / PIECE;
            if (piece > 0 && FAILED.add(piece)) {
                throw new IOException("the disk coughs at byte " + file.getPos());
            }
            return file.read(bytes, offset, (int) Math.min(length, PIECE - file.getPos() % PIECE));
        }

        @Override
        public void seek(long position) throws IOException {
            file.seek(position);
        }

        @Override
        public long getPos() throws IOException {
            return file.getPos();
        }

        @Override
        public boolean seekToNewSource(long target) {
            return false;
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
