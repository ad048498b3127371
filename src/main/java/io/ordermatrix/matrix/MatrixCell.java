package io.ordermatrix.matrix;

import io.ordermatrix.order.Cell;
import java.util.Objects;
import java.util.Optional;

/**
 * One cell of a matrix after a run.
 *
 * @param events the number of its events that were read
 * @param error why the cell failed
 */
public record MatrixCell(Cell cell, CellStatus status, long events, Optional<String> error) {
    public MatrixCell {
        Objects.requireNonNull(cell);
        Objects.requireNonNull(status);
        if ((status == CellStatus.FAILED) != error.isPresent()) {
            throw new IllegalArgumentException("A cell has an error if and only if it failed");
        }
    }
}
