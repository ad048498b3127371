package io.ordermatrix.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;

/**
 * Parquet's DELTA_BINARY_PACKED of whole arrays: differences of neighbours in blocks of 128, each less the smallest of its block,
 * in as few bits as the largest of 32 needs. The bytes are those of parquet-java's writer, which takes one number at a time.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/data-pages/encodings/">Parquet encodings</a>
 */
final class DeltaNumbers extends LongValues {
    private static final int BLOCK = 128;
    private static final int MINIBLOCK = 32;
    private static final int MINIBLOCKS = BLOCK / MINIBLOCK;
    private static final int MOST_VARINT_BYTES = 10;
    /** How many bytes after a block are touched, though not changed for good. */
    private static final int SLACK = Long.BYTES;

    private static final int MOST_BLOCK_BYTES = MOST_VARINT_BYTES + MINIBLOCKS + BLOCK * Long.BYTES + SLACK;
    private static final int FIRST_BYTES = 1 << 12;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** All bits of a number. */
    private final long mask;

    private final int unused;
    private final long[] block = new long[BLOCK];
    private final byte[] widths = new byte[MINIBLOCKS];
    private byte[] bytes = new byte[FIRST_BYTES];
    private int size;
    private int blockSize;
    private int count;
    private long first;
    private long previous;
    private long least;
    private long most;

    /**
     * @param bits 32 or 64, the width of the column's type
     */
    DeltaNumbers(int bits) {
        unused = Long.SIZE - bits;
        mask = -1L >>> unused;
    }

    /** Adds numbers that are within the column's type. */
    @Override
    void add(long[] numbers, int from, int to) {
        if (from == to) {
            return;
        }
        int next = from;
        if (count == 0) {
            first = numbers[next];
            previous = first;
            least = first;
            most = first;
            next++;
        }
        count += to - from;
        for (int at = from; at < to; at++) {
            least = Math.min(least, numbers[at]);
            most = Math.max(most, numbers[at]);
        }
        while (next < to) {
            int added = Math.min(BLOCK - blockSize, to - next);
            block[blockSize] = numbers[next] - previous;
            for (int at = 1; at < added; at++) {
                block[blockSize + at] = numbers[next + at] - numbers[next + at - 1];
            }
            next += added;
            previous = numbers[next - 1];
            blockSize += added;
            if (blockSize == BLOCK) {
                endBlock();
            }
        }
    }

    @Override
    void describe(Statistics<?> statistics) {
        if (count == 0) {
            return;
        }
        if (unused == 0) {
            statistics.updateStats(least);
            statistics.updateStats(most);
        } else {
            statistics.updateStats((int) least);
            statistics.updateStats((int) most);
        }
    }

    private void endBlock() {
        long leastDifference = Long.MAX_VALUE >> unused;
        for (int at = 0; at < blockSize; at++) {
            // A difference has the width of the column, beyond which it wraps around.
            block[at] = block[at] << unused >> unused;
            leastDifference = Math.min(leastDifference, block[at]);
        }
        for (int at = 0; at < blockSize; at++) {
            block[at] = (block[at] - leastDifference) & mask;
        }
        if (bytes.length - size < MOST_BLOCK_BYTES) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + MOST_BLOCK_BYTES));
        }
        size = putVarint((leastDifference << 1) ^ (leastDifference >> (Long.SIZE - 1)), bytes, size);
        int miniblocks = (blockSize + MINIBLOCK - 1) / MINIBLOCK;
        for (int at = 0; at < miniblocks; at++) {
            widths[at] = width(at * MINIBLOCK, Math.min(blockSize, (at + 1) * MINIBLOCK));
        }
        System.arraycopy(widths, 0, bytes, size, MINIBLOCKS);
        size += MINIBLOCKS;
        for (int at = 0; at < miniblocks; at++) {
            pack(at * MINIBLOCK, widths[at]);
        }
        blockSize = 0;
    }

    /**
     * Puts the lowest bits of a miniblock's numbers after one another, the first at the bottom. One loop for all widths, since
     * parquet-java's method for each of them takes longer to be compiled than most runs use it.
     */
    private void pack(int from, int width) {
        if (width == 0) {
            return;
        }
        long kept = -1L >>> (Long.SIZE - width);
        long word = 0;
        int filled = 0;
        for (int at = from; at < from + MINIBLOCK; at++) {
            long number = block[at] & kept;
            word |= number << filled;
            filled += width;
            if (filled >= Long.SIZE) {
                LONGS.set(bytes, size, word);
                size += Long.BYTES;
                filled -= Long.SIZE;
                // The bits that had no room; a shift by all bits would be none.
                word = number >>> 1 >>> (width - filled - 1);
            }
        }
        LONGS.set(bytes, size, word);
        size += filled / Byte.SIZE;
    }

    private byte width(int from, int to) {
        long bits = 0;
        for (int at = from; at < to; at++) {
            bits |= block[at];
        }
        return (byte) (Long.SIZE - Long.numberOfLeadingZeros(bits));
    }

    /** Puts a number in 7-bit pieces, the lowest first, and returns the position after it. */
    private static int putVarint(long number, byte[] target, int start) {
        int at = start;
        long left = number;
        while ((left & ~0x7FL) != 0) {
            target[at++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        target[at++] = (byte) left;
        return at;
    }

    /** How many bytes the complete blocks take. */
    @Override
    public long getBufferedSize() {
        return size;
    }

    /** All numbers; after this, only {@link #reset} is allowed. */
    @Override
    public BytesInput getBytes() {
        if (blockSize > 0) {
            endBlock();
        }
        return BytesInput.concat(
                BytesInput.fromUnsignedVarInt(BLOCK),
                BytesInput.fromUnsignedVarInt(MINIBLOCKS),
                BytesInput.fromUnsignedVarInt(count),
                BytesInput.fromZigZagVarLong(first),
                BytesInput.from(bytes, 0, size));
    }

    @Override
    public Encoding getEncoding() {
        return Encoding.DELTA_BINARY_PACKED;
    }

    @Override
    public void reset() {
        size = 0;
        blockSize = 0;
        count = 0;
        first = 0;
    }

    @Override
    public long getAllocatedSize() {
        return bytes.length;
    }
}
