package io.ordermatrix.run;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.ordermatrix.matrix.CellStatus;
import java.util.EnumMap;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How many cells a matrix has, and how many of each status.
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
    static MatrixCounts of(Dataset<Row> matrix) {
        Map<CellStatus, Long> cells = new EnumMap<>(CellStatus.class);
        long events = 0;
        for (Row row :
                matrix.groupBy("status").agg(count(lit(1)), sum("events")).collectAsList()) {
            cells.put(CellStatus.valueOf(row.getString(0)), row.getLong(1));
            events += row.getLong(2);
        }
        return new MatrixCounts(
                cells.values().stream().mapToLong(Long::longValue).sum(),
                cells.getOrDefault(CellStatus.COMPLETED, 0L),
                cells.getOrDefault(CellStatus.EMPTY, 0L),
                cells.getOrDefault(CellStatus.FAILED, 0L),
                events);
    }
}
