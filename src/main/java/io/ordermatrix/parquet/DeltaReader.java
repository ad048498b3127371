package io.ordermatrix.parquet;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.io.ParquetDecodingException;

/**
 * Reads what {@link DeltaNumbers} writes, many numbers at once. One loop for all widths, since parquet-java's method for each of them
 * takes longer to be compiled than most runs use it.
 */
final class DeltaReader {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    /** How many bytes after the last miniblock are touched. */
    private static final int SLACK = 2 * Long.BYTES;

    private static final int MOST_VARINT_BITS = 70;

    private byte[] bytes = {};
    /** The end of the page in the bytes. */
    private int end;

    private int at;
    private int miniblocks;
    /** Where the widths of the block's miniblocks are. */
    private int widths;

    private int nextMiniblock;
    private long least;
    private long previous;
    /** The numbers of a miniblock, and those of them that are still to be read. */
    private long[] numbers = {};

    private int next;
    private int left;

    /** Continues with a page. */
    void begin(BytesInput page) throws IOException {
        end = Math.toIntExact(page.size());
        if (bytes.length < end + SLACK) {
            bytes = new byte[end + SLACK];
        }
        try (InputStream in = page.toInputStream()) {
            if (in.readNBytes(bytes, 0, end) < end) {
                throw new EOFException("The page is shorter than it says");
            }
        }
        at = 0;
        int blockSize = (int) varint();
        miniblocks = (int) varint();
        varint();
        if (blockSize < 1 || miniblocks < 1 || blockSize % (miniblocks * Byte.SIZE) != 0) {
            throw new ParquetDecodingException("Blocks of %d numbers in %d parts".formatted(blockSize, miniblocks));
        }
        if (numbers.length != blockSize / miniblocks) {
            numbers = new long[blockSize / miniblocks];
        }
        previous = zigzag();
        nextMiniblock = miniblocks;
        // The first number is in the header.
        next = numbers.length - 1;
        numbers[next] = previous;
        left = 1;
    }

    /**
     * Reads numbers of the page.
     *
     * @param isLong whether they have 64 bits, not 32
     */
    void read(long[] target, int from, int to, boolean isLong) {
        int read = from;
        while (read < to) {
            if (left == 0) {
                readMiniblock();
            }
            int count = Math.min(left, to - read);
            System.arraycopy(numbers, next, target, read, count);
            next += count;
            left -= count;
            read += count;
        }
        if (!isLong) {
            for (int number = from; number < to; number++) {
                target[number] = (int) target[number];
            }
        }
    }

    private void readMiniblock() {
        if (nextMiniblock == miniblocks) {
            least = zigzag();
            widths = at;
            at += miniblocks;
            nextMiniblock = 0;
        }
        if (at > end) {
            throw new ParquetDecodingException("The page has fewer numbers than rows");
        }
        int width = bytes[widths + nextMiniblock++];
        int size = width * (numbers.length / Byte.SIZE);
        if (width < 0 || width > Long.SIZE || size > end - at) {
            throw new ParquetDecodingException(
                    "Differences of %d bits at byte %d of a page of %d".formatted(width, at, end));
        }
        if (width == 0) {
            Arrays.setAll(numbers, number -> previous + (number + 1) * least);
        } else {
            unpack(width);
        }
        at += size;
        previous = numbers[numbers.length - 1];
        next = 0;
        left = numbers.length;
    }

    private void unpack(int width) {
        long mask = -1L >>> (Long.SIZE - width);
        long above = previous;
        int bit = 0;
        for (int number = 0; number < numbers.length; number++) {
            int from = at + (bit >>> 3);
            int shift = bit & 7;
            // A number of more than 57 bits can reach into a ninth byte; shifting twice, none of it is left if there is
            // no shift.
            long low = (long) LONGS.get(bytes, from) >>> shift;
            long high = (long) LONGS.get(bytes, from + Byte.SIZE) << 1 << (Long.SIZE - 1 - shift);
            above += least + ((low | high) & mask);
            numbers[number] = above;
            bit += width;
        }
    }

    private long varint() {
        long number = 0;
        for (int shift = 0; shift < MOST_VARINT_BITS; shift += Byte.SIZE - 1) {
            if (at >= end) {
                throw new ParquetDecodingException("The page ends within a number");
            }
            byte piece = bytes[at++];
            number |= (piece & 0x7FL) << shift;
            if (piece >= 0) {
                return number;
            }
        }
        throw new ParquetDecodingException("A number has too many bytes");
    }

    private long zigzag() {
        long number = varint();
        return (number >>> 1) ^ -(number & 1);
    }
}
