package io.ordermatrix.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Parquet's hybrid of run lengths and bit packing, for small numbers: a number that comes eight times or more is written once, eight
 * others in as few bits as the largest of all may need. The bytes are those of parquet-java's encoder, which takes one number at a
 * time.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/data-pages/encodings/">Parquet encodings</a>
 */
final class HybridNumbers {
    private static final int GROUP = Byte.SIZE;
    /** The most groups after one header, which then is one byte. */
    private static final int MOST_GROUPS = 63;

    private static final int FIRST_NUMBERS = 1 << 12;
    /** A byte in all bytes of a word. */
    private static final long REPEATED = 0x0101_0101_0101_0101L;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final int width;
    /** A number per byte. */
    private byte[] numbers = new byte[FIRST_NUMBERS];

    private int count;

    private byte[] encoded = {};
    private int encodedSize;
    /** How many groups there are after the last header; 0 after a run. */
    private int groups;

    /** Where that header is. */
    private int header;

    /**
     * @param width how many bits a number has, at most 7
     */
    HybridNumbers(int width) {
        this.width = width;
    }

    /** Adds numbers. */
    void add(long[] added, int from, int to) {
        makeRoom(to - from);
        for (int at = from; at < to; at++) {
            numbers[count + at - from] = (byte) added[at];
        }
        count += to - from;
    }

    /** Adds one number several times. */
    void add(int number, int times) {
        makeRoom(times);
        Arrays.fill(numbers, count, count + times, (byte) number);
        count += times;
    }

    /** Adds, for each of some longs, 1 if one of its bits is not set, otherwise 0. */
    void addUnset(long[] added, int bit, int from, int to) {
        makeRoom(to - from);
        for (int at = from; at < to; at++) {
            numbers[count + at - from] = (byte) (~(added[at] >>> bit) & 1);
        }
        count += to - from;
    }

    private void makeRoom(int more) {
        // A group that is not full is read to its end.
        if (numbers.length - count < more + GROUP) {
            numbers = Arrays.copyOf(numbers, Math.max(2 * numbers.length, count + more + GROUP));
        }
    }

    int count() {
        return count;
    }

    /** How often each number has been added. */
    int[] occurrences() {
        if (width == 1) {
            // A sum, since counting one after the other would wait for each.
            int ones = 0;
            for (int at = 0; at < count; at++) {
                ones += numbers[at];
            }
            return new int[] {count - ones, ones};
        }
        int[] occurrences = new int[1 << width];
        for (int at = 0; at < count; at++) {
            occurrences[numbers[at]]++;
        }
        return occurrences;
    }

    /** All numbers, encoded. */
    byte[] encode() {
        // A group takes as many bytes as a number has bits, or fewer, and perhaps a header.
        encoded = new byte[(count / GROUP + 1) * (width + 1) + Long.BYTES];
        encodedSize = 0;
        groups = 0;
        Arrays.fill(numbers, count, Math.min(count + GROUP, numbers.length), (byte) 0);
        int at = 0;
        while (at < count) {
            int length = runLength(at);
            if (length >= GROUP) {
                putRun(numbers[at], length);
                at += length;
            } else {
                putGroup((long) LONGS.get(numbers, at));
                at += GROUP;
            }
        }
        return Arrays.copyOf(encoded, encodedSize);
    }

    /** How often the number at a place comes without another in between. */
    private int runLength(int start) {
        byte number = numbers[start];
        long eight = number * REPEATED;
        int at = start;
        while (at + GROUP <= count && (long) LONGS.get(numbers, at) == eight) {
            at += GROUP;
        }
        while (at < count && numbers[at] == number) {
            at++;
        }
        return at - start;
    }

    private void putRun(byte number, int length) {
        groups = 0;
        int left = length << 1;
        while ((left & ~0x7F) != 0) {
            encoded[encodedSize++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        encoded[encodedSize++] = (byte) left;
        encoded[encodedSize++] = number;
    }

    private void putGroup(long eight) {
        if (groups % MOST_GROUPS == 0) {
            groups = 0;
            header = encodedSize++;
        }
        groups++;
        // The lowest bit says that groups follow.
        encoded[header] = (byte) (groups << 1 | 1);
        long packed = 0;
        for (int number = 0; number < GROUP; number++) {
            packed |= (eight >>> (number * Byte.SIZE) & 0x7F) << (number * width);
        }
        LONGS.set(encoded, encodedSize, packed);
        encodedSize += width;
    }

    void clear() {
        count = 0;
    }
}
