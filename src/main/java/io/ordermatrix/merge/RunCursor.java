package io.ordermatrix.merge;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;

/** Stands at one group after the other of a slice of a run. */
final class RunCursor implements Closeable {
    private static final int INPUT_BYTES = 1 << 15;

    private final GroupLayout layout;
    private final long[] end;
    private final DataInputStream in;
    private final long[][] columns;
    private byte[] bytes = new byte[0];
    private int blocksLeft;
    private int size;
    private int place = -1;
    private final long[] key;

    /**
     * @param end the packed key at which it ends; null where it does not end before the slice does
     */
    RunCursor(RunSlice slice, long[] end, GroupLayout layout, Configuration hadoop) throws IOException {
        this.layout = layout;
        this.end = end;
        blocksLeft = slice.blocks();
        columns = new long[layout.stride()][RunFormat.BLOCK_GROUPS];
        key = new long[layout.words()];
        Path file = new Path(slice.file());
        FSDataInputStream stream = file.getFileSystem(hadoop).open(file);
        in = new DataInputStream(new BufferedInputStream(stream, INPUT_BYTES));
        stream.seek(slice.offset());
    }

    /**
     * Goes on to the next group.
     *
     * @return false if there is none
     */
    boolean next() throws IOException {
        place++;
        if (place == size && !nextBlock()) {
            return false;
        }
        for (int word = 0; word < key.length; word++) {
            key[word] = columns[word][place];
        }
        return end == null || layout.compare(key, end) < 0;
    }

    /** Goes on to the first group whose key is not before another. */
    boolean nextFrom(long[] from) throws IOException {
        boolean found = next();
        while (found && from != null && layout.compare(key, from) < 0) {
            found = next();
        }
        return found;
    }

    private boolean nextBlock() throws IOException {
        if (blocksLeft == 0) {
            return false;
        }
        blocksLeft--;
        size = in.readInt();
        int length = in.readInt();
        if (bytes.length < length) {
            bytes = new byte[length];
        }
        in.readFully(bytes, 0, length);
        int at = 0;
        for (long[] column : columns) {
            at = RunFormat.decode(bytes, at, column, size);
        }
        place = 0;
        return true;
    }

    /** The packed key of the group. */
    long[] key() {
        return key;
    }

    /** A value of the group. */
    long value(int at) {
        return columns[key.length + at][place];
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
