package io.ordermatrix.config;

/** What a run does when a part of its work can't be done. */
public enum OnError {
    /** It stops and publishes nothing. */
    FAIL,
    /** It goes on, and marks the cells that were lost as failed. */
    SKIP
}
