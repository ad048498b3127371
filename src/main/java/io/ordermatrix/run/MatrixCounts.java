package io.ordermatrix.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.ordermatrix.matrix.CellStatus;
import io.ordermatrix.matrix.MatrixCell;
import java.util.List;

/**
 * The number of cells of a matrix, in total and by status.
 *
 * @param events of all cells together
 */
public record MatrixCounts(
        long cells,
        long completed,
        long empty,
        long failed,
        @JsonIgnore long events) {

    /** Counts a filled matrix. */
    static MatrixCounts of(List<MatrixCell> matrix) {
        return new MatrixCounts(
                matrix.size(),
                count(matrix, CellStatus.COMPLETED),
                count(matrix, CellStatus.EMPTY),
                count(matrix, CellStatus.FAILED),
                matrix.stream().mapToLong(MatrixCell::events).sum());
    }

    private static long count(List<MatrixCell> matrix, CellStatus status) {
        return matrix.stream().filter(cell -> cell.status() == status).count();
    }
}
