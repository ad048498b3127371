package io.ordermatrix.parquet;

import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;

/** Booleans as numbers of one bit, 1 or 0. The bytes are those of parquet-java's writer, which takes one at a time. */
final class Booleans extends HybridValues {
    private static final int FALSE = 0;
    private static final int TRUE = 1;

    Booleans() {
        super(1);
    }

    @Override
    void describe(Statistics<?> statistics) {
        int[] occurrences = occurrences();
        if (occurrences[FALSE] > 0) {
            statistics.updateStats(false);
        }
        if (occurrences[TRUE] > 0) {
            statistics.updateStats(true);
        }
    }

    @Override
    public BytesInput getBytes() {
        byte[] encoded = encode();
        return BytesInput.concat(BytesInput.fromInt(encoded.length), BytesInput.from(encoded));
    }

    @Override
    public Encoding getEncoding() {
        return Encoding.RLE;
    }
}
