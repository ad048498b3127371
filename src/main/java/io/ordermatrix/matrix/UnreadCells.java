package io.ordermatrix.matrix;

import io.ordermatrix.order.Cell;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Cells of which events may be missing, because files of the input could not be read.
 *
 * @param errors of the cells that the readable parts of such files name
 * @param elsewhere why a cell that has no events at all need not be empty; empty if every file was read
 */
public record UnreadCells(SortedMap<Cell, String> errors, Optional<String> elsewhere) {
    /** Where every file was read. */
    public static final UnreadCells NONE = new UnreadCells(Collections.emptySortedMap(), Optional.empty());

    public UnreadCells {
        errors = Collections.unmodifiableSortedMap(new TreeMap<>(errors));
    }
}
