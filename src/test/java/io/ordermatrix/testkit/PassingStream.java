package io.ordermatrix.testkit;

import java.io.IOException;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSInputStream;

/** A file stream whose reads a subclass can override. */
abstract class PassingStream extends FSInputStream {
    private final FSDataInputStream file;

    PassingStream(FSDataInputStream file) {
        this.file = file;
    }

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return file.read(bytes, offset, length);
    }

    @Override
    public final void seek(long position) throws IOException {
        file.seek(position);
    }

    @Override
    public final long getPos() throws IOException {
        return file.getPos();
    }

    @Override
    public final boolean seekToNewSource(long target) {
        return false;
    }

    @Override
    public final void close() throws IOException {
        file.close();
    }
}
