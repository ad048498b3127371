package io.ordermatrix.config;

/** What a run does when a file can't be read. */
public enum OnError {
    /** It stops and publishes nothing. */
    FAIL,
    /** It skips the file, and marks the affected cells as failed. */
    SKIP
}
