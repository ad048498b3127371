package io.ordermatrix.parquet;

import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Compresses the pages of a column in one row group if that makes the first of them smaller. Numbers that are packed to their last
 * bit, such as times, stay as long as they were, and cost as much as others.
 */
final class WorthwhileCompression implements BytesInputCompressor {
    /** A page has to lose more than one part in this many. */
    private static final int PARTS = 16;

    private final BytesInputCompressor compressor;
    private boolean isTried;
    private boolean isWorthwhile = true;

    WorthwhileCompression(BytesInputCompressor compressor) {
        this.compressor = compressor;
    }

    @Override
    public BytesInput compress(BytesInput page) throws IOException {
        if (isTried) {
            return isWorthwhile ? compressor.compress(page) : page;
        }
        isTried = true;
        BytesInput compressed = compressor.compress(page);
        isWorthwhile = compressed.size() < page.size() - page.size() / PARTS;
        return isWorthwhile ? compressed : page;
    }

    @Override
    public CompressionCodecName getCodecName() {
        return isWorthwhile ? compressor.getCodecName() : CompressionCodecName.UNCOMPRESSED;
    }

    /** Leaves the compressor to its owner. */
    @Override
    public void release() {}
}
