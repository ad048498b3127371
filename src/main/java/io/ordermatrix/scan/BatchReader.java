package io.ordermatrix.scan;

import java.io.Closeable;
import java.io.IOException;

/**
 * Reads the kept rows of a split, a batch at a time, and accounts for all others. After the last batch it leaves the split's
 * {@link ChunkRecord}s, where the {@link ScanSpec} asks for them.
 */
public interface BatchReader extends Closeable {
    /**
     * Reads on. The rows that are kept are in the {@linkplain #batch batch}, which may be empty.
     *
     * @return false when there are no more rows
     */
    boolean next() throws IOException;

    /** The kept rows that were read last, until the next are. */
    RowBatch batch();

    /** What has been read so far. */
    ScanCount count();
}
