package io.ordermatrix.source;

import java.io.Serializable;

/**
 * A byte range of one input file: the unit of scanning. A row belongs to the chunk that holds its first byte.
 *
 * @param file the file's place in the list of input files
 * @param start its first byte
 * @param end the byte behind its last; of no meaning in a packed file, which is one chunk
 */
public record Chunk(int file, long start, long end) implements Serializable {}
