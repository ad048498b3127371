package io.ordermatrix.group;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The format of a file of spills, each of which is sorted: blocks of groups, then an index, then its offset.
 *
 * <p>A block has the number of its groups, the number of its bytes, and the CRC-32C of both numbers and of the bytes,
 * with 4 bytes each; then its longs column by column, see {@link PackedLongs}; then its text. The index has for each spill the number of its blocks, and for each
 * block the key of its first group, the number of its groups and its offset. All groups of a block have the same first
 * key. Numbers are big-endian.
 */
final class SpillFormat {
    /** The suffix of the names of these files. */
    static final String SUFFIX = ".spills";
    /** The most groups of a block. A task holds one block of each spill that it merges. */
    static final int BLOCK_GROUPS = 1024;

    /** What to do about a file that can't be read. */
    static final String SCAN_AGAIN = "delete this file's wave, and the same command scans it again";

    static final long MAGIC = 0x6F72_6465_7273_7035L;
    private static final int FOOTER_BYTES = 2 * Long.BYTES + Integer.BYTES;

    private SpillFormat() {}

    /** The checksum of a block. */
    static int checksum(int size, int length, byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(ByteBuffer.allocate(2 * Integer.BYTES)
                .putInt(size)
                .putInt(length)
                .flip());
        checksum.update(bytes, 0, length);
        return (int) checksum.getValue();
    }

    /** The most bytes that a block without text takes. */
    static int mostBytes(int stride) {
        return stride * PackedLongs.mostBytes(BLOCK_GROUPS);
    }

    /** The spills in all files of a directory, in the order of the input. */
    static List<Spill> spills(Path directory, int words, Configuration hadoop) throws IOException {
        FileSystem fileSystem = directory.getFileSystem(hadoop);
        List<Spill> spills = new ArrayList<>();
        FileStatus[] files =
                fileSystem.listStatus(directory, path -> path.getName().endsWith(SUFFIX));
        // The order of the tasks, which is that of the input.
        Arrays.sort(files);
        for (FileStatus file : files) {
            readIndex(fileSystem, file, words, spills);
        }
        return spills;
    }

    private static void readIndex(FileSystem fileSystem, FileStatus status, int words, List<Spill> spills)
            throws IOException {
        if (status.getLen() < FOOTER_BYTES) {
            throw new EOFException(
                    "%s: found %d bytes, expected a file of spills".formatted(status.getPath(), status.getLen()));
        }
        try (FSDataInputStream in = fileSystem.open(status.getPath())) {
            in.seek(status.getLen() - FOOTER_BYTES);
            long index = in.readLong();
            int count = in.readInt();
            if (in.readLong() != MAGIC) {
                throw new IOException("%s: not a file of spills, or that of another build; %s"
                        .formatted(status.getPath(), SCAN_AGAIN));
            }
            in.seek(index);
            for (int spill = 0; spill < count; spill++) {
                Spill.Block[] blocks = new Spill.Block[in.readInt()];
                for (int block = 0; block < blocks.length; block++) {
                    long[] key = new long[words];
                    for (int word = 0; word < words; word++) {
                        key[word] = in.readLong();
                    }
                    blocks[block] = new Spill.Block(key, in.readInt(), in.readLong());
                }
                spills.add(new Spill(status.getPath().toString(), List.of(blocks)));
            }
        }
    }
}
