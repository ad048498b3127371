package io.ordermatrix.group;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;

/** Walks through the groups in a slice of a spill that are within a range of keys, a block at a time. */
final class SpillCursor implements Closeable {
    private static final int INPUT_BYTES = 1 << 15;

    private final int number;
    private final GroupLayout layout;
    private final SpillSlice slice;
    private final KeyRange range;
    private final Configuration hadoop;
    private final long[][] columns;
    private final BlockText text;
    private DataInputStream in;
    private byte[] bytes = new byte[0];
    private int blocksLeft;
    private int row;
    /** The row after the last group of the block that is within the range. */
    private int end;

    /**
     * @param number of the spill among the merged ones; groups with the same key come in the order of this number
     */
    SpillCursor(int number, SpillSlice slice, KeyRange range, GroupLayout layout, Configuration hadoop) {
        this.number = number;
        this.slice = slice;
        this.range = range;
        this.layout = layout;
        this.hadoop = hadoop;
        blocksLeft = slice.blocks();
        text = new BlockText(layout.textColumns());
        columns = new long[layout.stride()][SpillFormat.BLOCK_GROUPS];
    }

    /**
     * Moves to the first group of the range.
     *
     * @return false if there is none
     */
    boolean open() throws IOException {
        Path file = new Path(slice.file());
        FSDataInputStream stream = file.getFileSystem(hadoop).open(file);
        in = new DataInputStream(new BufferedInputStream(stream, INPUT_BYTES));
        stream.seek(slice.offset());
        long[][] from = column(range.from());
        boolean any = nextBlock();
        while (any && from != null) {
            row = firstNotBefore(from, row, end);
            if (row < end) {
                return true;
            }
            any = nextBlock();
        }
        return any;
    }

    private static long[][] column(long[] key) {
        if (key == null) {
            return null;
        }
        long[][] columns = new long[key.length][];
        for (int word = 0; word < key.length; word++) {
            columns[word] = new long[] {key[word]};
        }
        return columns;
    }

    /**
     * Moves to a later group of the block, or past its last one to the next block.
     *
     * @return false if there are no more groups
     */
    boolean moveTo(int next) throws IOException {
        row = next;
        return row < end || nextBlock();
    }

    private boolean nextBlock() throws IOException {
        if (blocksLeft == 0) {
            return false;
        }
        blocksLeft--;
        int size = in.readInt();
        int length = in.readInt();
        int expected = in.readInt();
        if (size < 1
                || size > SpillFormat.BLOCK_GROUPS
                || length < 0
                || (length > SpillFormat.mostBytes(columns.length) && !text.isThere())) {
            throw damaged();
        }
        if (bytes.length < length + PackedLongs.SLACK) {
            bytes = new byte[length + PackedLongs.SLACK];
        }
        in.readFully(bytes, 0, length);
        if (SpillFormat.checksum(size, length, bytes) != expected) {
            throw damaged();
        }
        int at = 0;
        for (long[] column : columns) {
            at = PackedLongs.read(bytes, at, column, size);
        }
        text.locate(columns, size, at);
        row = 0;
        long[][] to = column(range.to());
        end = to == null ? size : firstNotBefore(to, 0, size);
        return end > 0;
    }

    private IOException damaged() {
        return new IOException("%s: the checksum of a block is wrong, so its disk or network is faulty; %s"
                .formatted(slice.file(), SpillFormat.SCAN_AGAIN));
    }

    /** The first group from a range whose key is not before that of the only group of other columns. */
    private int firstNotBefore(long[][] other, int from, int to) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (layout.compare(columns, middle, other, 0) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * The row after the last group of the block that comes before everything left of another cursor, which may be null.
     */
    int endBefore(SpillCursor other) {
        if (other == null) {
            return end;
        }
        // The other cursor's next group may be near or far: each step is twice as long as the one before.
        int before = row;
        int step = 1;
        int probe = row + 1;
        while (probe < end && isBefore(probe, other)) {
            before = probe;
            step *= 2;
            probe = Math.min(end, probe + step);
        }
        int low = before + 1;
        int high = Math.min(probe, end);
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (isBefore(middle, other)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private boolean isBefore(int group, SpillCursor other) {
        int order = layout.compare(columns, group, other.columns, other.row);
        return order < 0 || (order == 0 && number < other.number);
    }

    /** Compares two cursors by their current groups. */
    static int compare(SpillCursor one, SpillCursor other) {
        int order = one.layout.compare(one.columns, one.row, other.columns, other.row);
        return order != 0 ? order : Integer.compare(one.number, other.number);
    }

    /** The groups of the block, see {@link SortedGroups#columns}. */
    long[][] columns() {
        return columns;
    }

    /** See {@link SortedGroups#text}. */
    byte[] text() {
        return bytes;
    }

    /** The current group of the block. */
    int row() {
        return row;
    }

    @Override
    public void close() throws IOException {
        if (in != null) {
            in.close();
        }
    }
}
