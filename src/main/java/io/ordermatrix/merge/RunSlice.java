package io.ordermatrix.merge;

import java.io.Serializable;

/**
 * Neighbouring blocks of a run.
 *
 * @param file the address of its file
 * @param offset where in the file the first block begins, bytes
 * @param blocks how many they are
 */
record RunSlice(String file, long offset, int blocks) implements Serializable {}
