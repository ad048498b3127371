package io.ordermatrix.matrix;

import io.ordermatrix.order.Cell;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Cells that may lack events, because files of the input could not be read.
 *
 * @param errors by cell, for the cells found in the readable parts of such files
 * @param elsewhere why a cell without events need not be EMPTY; empty if every file was read
 */
public record UnreadCells(SortedMap<Cell, String> errors, Optional<String> elsewhere) {
    /** Every file was read. */
    public static final UnreadCells NONE = new UnreadCells(Collections.emptySortedMap(), Optional.empty());

    public UnreadCells {
        errors = Collections.unmodifiableSortedMap(new TreeMap<>(errors));
    }
}
