package io.ordermatrix.scan;

import java.io.Closeable;
import java.io.IOException;

/**
 * Reads the kept rows of a split, a batch at a time, and accounts for all others. After the last batch it writes the
 * split's {@link ChunkRecord}s, if the {@link ScanSpec} asks for them.
 */
public interface BatchReader extends Closeable {
    /**
     * Reads the next rows. Those that are kept are in the {@linkplain #batch batch}, which may be empty.
     *
     * @return false when there are no more rows
     */
    boolean next() throws IOException;

    /** The kept rows that were read last; valid until the next call of {@link #next}. */
    RowBatch batch();

    /** How much has been read so far. */
    ScanCount count();
}
