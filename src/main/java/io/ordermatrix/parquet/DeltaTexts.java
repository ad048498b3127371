package io.ordermatrix.parquet;

import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.values.ValuesWriter;

/**
 * Parquet's DELTA_BYTE_ARRAY of many texts at once: each without what it has in common with the one before. The bytes are those
 * of parquet-java's writer, which takes one text at a time.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/data-pages/encodings/">Parquet encodings</a>
 */
final class DeltaTexts extends ValuesWriter {
    private final DeltaNumbers commonLengths = new DeltaNumbers(Integer.SIZE);
    private final DeltaNumbers restLengths = new DeltaNumbers(Integer.SIZE);
    private byte[] rests = {};
    private int size;
    private byte[] last = {};
    private long[] common = {};
    private long[] rest = {};

    /**
     * Adds texts.
     *
     * @param text contains them
     * @param positions where each is: its start in the upper half, its length in the lower half
     */
    void add(byte[] text, long[] positions, int count) {
        if (count == 0) {
            return;
        }
        if (common.length < count) {
            common = new long[count];
            rest = new long[count];
        }
        byte[] before = last;
        int beforeStart = 0;
        int beforeEnd = last.length;
        for (int at = 0; at < count; at++) {
            int start = start(positions[at]);
            int end = start + (int) positions[at];
            int shared = common(before, beforeStart, beforeEnd, text, start, end);
            common[at] = shared;
            rest[at] = (int) positions[at] - (long) shared;
            addRest(text, start + shared, end);
            before = text;
            beforeStart = start;
            beforeEnd = end;
        }
        last = Arrays.copyOfRange(before, beforeStart, beforeEnd);
        commonLengths.add(common, 0, count);
        restLengths.add(rest, 0, count);
    }

    static int start(long position) {
        return (int) (position >>> Integer.SIZE);
    }

    private static int common(byte[] before, int beforeStart, int beforeEnd, byte[] text, int start, int end) {
        if (before == text && beforeStart == start && beforeEnd == end) {
            return end - start;
        }
        int least = Math.min(beforeEnd - beforeStart, end - start);
        int difference = Arrays.mismatch(before, beforeStart, beforeStart + least, text, start, start + least);
        return difference < 0 ? least : difference;
    }

    private void addRest(byte[] text, int from, int to) {
        if (rests.length - size < to - from) {
            rests = Arrays.copyOf(rests, Math.max(2 * rests.length, size + to - from));
        }
        System.arraycopy(text, from, rests, size, to - from);
        size += to - from;
    }

    @Override
    public long getBufferedSize() {
        return commonLengths.getBufferedSize() + restLengths.getBufferedSize() + size;
    }

    /** All texts; after this, only {@link #reset} is allowed. */
    @Override
    public BytesInput getBytes() {
        return BytesInput.concat(commonLengths.getBytes(), restLengths.getBytes(), BytesInput.from(rests, 0, size));
    }

    @Override
    public Encoding getEncoding() {
        return Encoding.DELTA_BYTE_ARRAY;
    }

    @Override
    public void reset() {
        commonLengths.reset();
        restLengths.reset();
        size = 0;
        last = new byte[0];
    }

    @Override
    public long getAllocatedSize() {
        return commonLengths.getAllocatedSize() + restLengths.getAllocatedSize() + rests.length;
    }

    @Override
    public String memUsageString(String prefix) {
        return "%s DeltaTexts %d bytes".formatted(prefix, getAllocatedSize());
    }
}
