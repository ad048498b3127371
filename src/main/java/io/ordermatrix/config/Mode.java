package io.ordermatrix.config;

/** Whether chunks are scanned in parallel or one after the other; the results are the same. */
public enum Mode {
    PARALLEL,
    SEQUENTIAL
}
