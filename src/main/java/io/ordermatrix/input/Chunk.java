package io.ordermatrix.input;

import java.io.Serializable;

/**
 * A byte range of one input file: the unit of scanning. A row belongs to the chunk that holds its first byte.
 *
 * @param file the file's index in the list of input files
 * @param start its first byte
 * @param end the byte after the last; meaningless for a compressed file, which is one chunk
 */
public record Chunk(int file, long start, long end) implements Serializable {
    /** The size as stored. */
    public long bytes() {
        return end - start;
    }
}
