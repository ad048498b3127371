package io.ordermatrix.group;

import java.io.Serializable;

/**
 * Neighbouring blocks of a spill.
 *
 * @param file the full name of its file
 * @param offset where in the file the first block begins, bytes
 * @param blocks how many they are
 */
record SpillSlice(String file, long offset, int blocks) implements Serializable {}
