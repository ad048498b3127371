package io.ordermatrix.group;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;

/** Is at one group after the other of a slice of a spill. */
final class SpillCursor implements Closeable {
    private static final int INPUT_BYTES = 1 << 15;

    private final GroupLayout layout;
    private final SpillSlice slice;
    private final long[] end;
    private final DataInputStream in;
    private final long[][] columns;
    private final long[] key;
    private byte[] bytes = new byte[0];
    private int blocksLeft;
    private int size;
    private int row = -1;

    /**
     * @param end the packed key at which it ends; null where it does not end before the slice does
     */
    SpillCursor(SpillSlice slice, long[] end, GroupLayout layout, Configuration hadoop) throws IOException {
        this.slice = slice;
        this.layout = layout;
        this.end = end;
        blocksLeft = slice.blocks();
        columns = new long[layout.stride()][SpillFormat.BLOCK_GROUPS];
        key = new long[layout.words()];
        Path file = new Path(slice.file());
        FSDataInputStream stream = file.getFileSystem(hadoop).open(file);
        in = new DataInputStream(new BufferedInputStream(stream, INPUT_BYTES));
        stream.seek(slice.offset());
    }

    /**
     * Moves to the next group.
     *
     * @return false if there is none
     */
    boolean next() throws IOException {
        row++;
        if (row == size && !nextBlock()) {
            return false;
        }
        for (int word = 0; word < key.length; word++) {
            key[word] = columns[word][row];
        }
        return end == null || layout.compare(key, end) < 0;
    }

    /** Moves to the first group whose key is not before another. */
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
        int expected = in.readInt();
        if (size < 1
                || size > SpillFormat.BLOCK_GROUPS
                || length < 0
                || length > SpillFormat.mostBytes(columns.length)) {
            throw damaged();
        }
        if (bytes.length < length) {
            bytes = new byte[length];
        }
        in.readFully(bytes, 0, length);
        if (SpillFormat.checksum(size, length, bytes) != expected) {
            throw damaged();
        }
        int at = 0;
        for (long[] column : columns) {
            at = SpillFormat.decode(bytes, at, column, size);
        }
        row = 0;
        return true;
    }

    private IOException damaged() {
        return new IOException(
                ("%s: a block does not have the bytes that were written, so its disk or network is faulty; delete this file's"
                                + " wave, and the same command scans it again")
                        .formatted(slice.file()));
    }

    /** The packed key of the group. */
    long[] key() {
        return key;
    }

    /** Copies the group. */
    void copy(long[] group) {
        for (int column = 0; column < columns.length; column++) {
            group[column] = columns[column][row];
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
