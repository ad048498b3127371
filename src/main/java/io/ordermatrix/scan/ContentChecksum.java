package io.ordermatrix.scan;

import io.ordermatrix.csv.ChunkReader;
import io.ordermatrix.input.Chunk;
import io.ordermatrix.input.Compression;
import io.ordermatrix.input.InputFile;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32C;
import org.apache.hadoop.conf.Configuration;

/**
 * The CRC-32C of a file's text, which tells whether two files of the same size have the same content. That of a whole file
 * follows from those of its chunks, wherever it was cut.
 */
public final class ContentChecksum {
    /** The polynomial of CRC-32C without its highest power, and with the highest power in the lowest bit. */
    private static final int POLYNOMIAL = 0x82F6_3B78;

    /** The polynomial 1 in the same order of bits. */
    private static final int ONE = 1 << 31;

    /** The polynomial that a byte of zeros multiplies a checksum by: the eighth power of x. */
    private static final int BYTE = 1 << (31 - Byte.SIZE);

    private static final int COPIED_BYTES = 1 << 18;

    private ContentChecksum() {}

    /** The checksum of two byte sequences one after the other, given theirs and the length of the second. */
    public static int joined(int first, int second, long secondLength) {
        int shift = ONE;
        int power = BYTE;
        for (long left = secondLength; left > 0; left >>>= 1) {
            if ((left & 1) != 0) {
                shift = product(shift, power);
            }
            power = product(power, power);
        }
        return product(first, shift) ^ second;
    }

    /** The product of two polynomials over bits, modulo that of CRC-32C. */
    private static int product(int one, int other) {
        int product = 0;
        int multiple = other;
        for (int bit = ONE; bit != 0; bit >>>= 1) {
            if ((one & bit) != 0) {
                product ^= multiple;
            }
            multiple = (multiple >>> 1) ^ ((multiple & 1) != 0 ? POLYNOMIAL : 0);
        }
        return product;
    }

    /** Reads a chunk for its checksum only. */
    public static int of(InputFile file, Chunk chunk, Configuration hadoop) throws IOException {
        byte[] bytes = new byte[COPIED_BYTES];
        try (Counting text = open(file, chunk, hadoop)) {
            while (text.position < text.end && text.read(bytes) >= 0) {}
            return text.checksum();
        }
    }

    /** Opens a chunk for a {@link ChunkReader}. */
    static Counting open(InputFile file, Chunk chunk, Configuration hadoop) throws IOException {
        long position = streamStart(file, chunk);
        long end = file.compression() == Compression.NONE ? chunk.end() : Long.MAX_VALUE;
        return new Counting(file.open(hadoop, position), position, chunk.start(), end);
    }

    /** The first byte of the text that a {@link ChunkReader} needs. */
    static long streamStart(InputFile file, Chunk chunk) {
        return file.compression() == Compression.NONE ? ChunkReader.streamStart(chunk.start()) : 0;
    }

    /** The text of a chunk, and some bytes before and after it that the checksum leaves out. */
    static final class Counting extends FilterInputStream {
        private final long start;
        private final long end;
        private final CRC32C checksum = new CRC32C();
        private long position;

        private Counting(InputStream text, long position, long start, long end) {
            super(text);
            this.position = position;
            this.start = start;
            this.end = end;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = in.read(bytes, offset, length);
            if (count > 0) {
                int from = (int) Math.min(count, Math.max(0, start - position));
                int to = (int) Math.min(count, Math.max(0, end - position));
                if (from < to) {
                    checksum.update(bytes, offset + from, to - from);
                }
                position += count;
            }
            return count;
        }

        /** The checksum of the chunk, of which a reader may have left the last bytes unread. */
        int checksum() throws IOException {
            while (position < end && read() >= 0) {}
            return (int) checksum.getValue();
        }
    }
}
