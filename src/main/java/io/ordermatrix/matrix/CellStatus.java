package io.ordermatrix.matrix;

/** What became of a cell. */
public enum CellStatus {
    /** It is expected, and no input has been read yet. */
    PENDING,
    /** Input that may have events for it is being read. */
    RUNNING,
    /** It has events. */
    COMPLETED,
    /** It was expected, but the input has no events for it. */
    EMPTY,
    /** Not all of its events could be read. */
    FAILED
}
