package io.ordermatrix.parquet;

import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;

/** Booleans as numbers of one bit. The bytes are those of parquet-java's writer, which takes one at a time. */
final class Booleans extends LongValues {
    private static final int FALSE = 0;
    private static final int TRUE = 1;

    private final HybridNumbers numbers = new HybridNumbers(1);

    /** Adds booleans: 1 or 0. */
    @Override
    void add(long[] added, int from, int to) {
        numbers.add(added, from, to);
    }

    @Override
    void describe(Statistics<?> statistics) {
        int[] occurrences = numbers.occurrences();
        if (occurrences[FALSE] > 0) {
            statistics.updateStats(false);
        }
        if (occurrences[TRUE] > 0) {
            statistics.updateStats(true);
        }
    }

    @Override
    public long getBufferedSize() {
        return numbers.count() / Byte.SIZE;
    }

    @Override
    public BytesInput getBytes() {
        byte[] encoded = numbers.encode();
        return BytesInput.concat(BytesInput.fromInt(encoded.length), BytesInput.from(encoded));
    }

    @Override
    public Encoding getEncoding() {
        return Encoding.RLE;
    }

    @Override
    public void reset() {
        numbers.clear();
    }

    @Override
    public long getAllocatedSize() {
        return numbers.count();
    }
}
