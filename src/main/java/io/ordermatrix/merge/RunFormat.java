package io.ordermatrix.merge;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A file of sorted runs of groups: blocks of groups one after the other, then an index, then its place.
 *
 * <p>A block is the number of its groups and of its bytes, both as 4 bytes, and its longs column by column, each as the
 * difference from the one above it in 7-bit pieces, the sign in the lowest bit. The index has for each run the number of its
 * blocks, and for each block the key of its first group and the place where it begins. Numbers are big-endian.
 */
final class RunFormat {
    /** How files of runs end. */
    static final String SUFFIX = ".runs";
    /** Groups of a block. Of each run that it merges, a task holds one block. */
    static final int BLOCK_GROUPS = 512;

    static final long MAGIC = 0x6F72_6465_7272_756EL;
    private static final int FOOTER_BYTES = 2 * Long.BYTES + Integer.BYTES;
    private static final int MOST_LONG_BYTES = 10;

    private RunFormat() {}

    /** A block of a run. */
    static final class Block {
        private final long[] firstKey;
        private final long offset;

        Block(long[] firstKey, long offset) {
            this.firstKey = firstKey;
            this.offset = offset;
        }

        /** The packed key of its first group. */
        long[] firstKey() {
            return firstKey;
        }

        /** Where in its file it begins, bytes. */
        long offset() {
            return offset;
        }
    }

    /**
     * A run.
     *
     * @param file the address of its file
     * @param blocks in the order of their keys
     */
    record Run(String file, List<Block> blocks) {}

    /** How many bytes a block takes at most. */
    static int mostBytes(int stride) {
        return BLOCK_GROUPS * stride * MOST_LONG_BYTES;
    }

    /**
     * Writes one column of a block.
     *
     * @param column of the groups of a run
     * @param order the places of the groups, in the order of their keys
     * @return where in the bytes it ends
     */
    static int encode(long[] column, int[] order, int from, int to, byte[] bytes, int start) {
        int at = start;
        long above = 0;
        for (int place = from; place < to; place++) {
            long value = column[order[place]];
            long difference = value - above;
            above = value;
            long left = (difference << 1) ^ (difference >> 63);
            while ((left & ~0x7FL) != 0) {
                bytes[at++] = (byte) (left | 0x80);
                left >>>= 7;
            }
            bytes[at++] = (byte) left;
        }
        return at;
    }

    /**
     * Reads one column of a block.
     *
     * @return where in the bytes it ends
     */
    static int decode(byte[] bytes, int start, long[] column, int count) {
        int at = start;
        long above = 0;
        for (int place = 0; place < count; place++) {
            long left = 0;
            int shift = 0;
            byte piece = bytes[at++];
            while (piece < 0) {
                left |= (piece & 0x7FL) << shift;
                shift += 7;
                piece = bytes[at++];
            }
            left |= (long) piece << shift;
            above += (left >>> 1) ^ -(left & 1);
            column[place] = above;
        }
        return at;
    }

    /** The runs of all files of directories. */
    static List<Run> runs(List<Path> directories, FileSystem fileSystem, int words) throws IOException {
        List<Run> runs = new ArrayList<>();
        for (Path directory : directories) {
            for (FileStatus status :
                    fileSystem.listStatus(directory, path -> path.getName().endsWith(SUFFIX))) {
                readIndex(fileSystem, status, words, runs);
            }
        }
        return runs;
    }

    private static void readIndex(FileSystem fileSystem, FileStatus status, int words, List<Run> runs)
            throws IOException {
        if (status.getLen() < FOOTER_BYTES) {
            throw new EOFException(
                    "%s: a file of runs was expected, found %d bytes".formatted(status.getPath(), status.getLen()));
        }
        try (FSDataInputStream in = fileSystem.open(status.getPath())) {
            in.seek(status.getLen() - FOOTER_BYTES);
            long index = in.readLong();
            int count = in.readInt();
            if (in.readLong() != MAGIC) {
                throw new IOException("%s: a file of runs was expected".formatted(status.getPath()));
            }
            in.seek(index);
            for (int run = 0; run < count; run++) {
                Block[] blocks = new Block[in.readInt()];
                for (int block = 0; block < blocks.length; block++) {
                    long[] key = new long[words];
                    for (int word = 0; word < words; word++) {
                        key[word] = in.readLong();
                    }
                    blocks[block] = new Block(key, in.readLong());
                }
                runs.add(new Run(status.getPath().toString(), List.of(blocks)));
            }
        }
    }
}
