package io.ordermatrix.group;

import java.io.Serializable;

/**
 * Neighbouring blocks of a spill.
 *
 * @param file the file's full name
 * @param offset the byte offset of the first block in the file
 * @param blocks the number of blocks
 */
record SpillSlice(String file, long offset, int blocks) implements Serializable {}
