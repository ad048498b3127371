package io.ordermatrix.matrix;

/** What became of a cell. */
public enum CellStatus {
    /** It is expected, and no input is read yet. */
    PENDING,
    /** Input is read that may have events of it. */
    RUNNING,
    /** It has events. */
    COMPLETED,
    /** It was expected, but the input has no events for it. */
    EMPTY,
    /** Not all of its events could be read. */
    FAILED
}
