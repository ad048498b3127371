package io.ordermatrix.order;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Objects;

/** One security on one trading date: the unit of the job matrix. Cells are ordered security-major. */
public record Cell(int security, LocalDate date) implements Comparable<Cell>, Serializable {
    private static final Comparator<Cell> SECURITY_MAJOR =
            Comparator.comparingInt(Cell::security).thenComparing(Cell::date);

    public Cell {
        Objects.requireNonNull(date);
    }

    @Override
    public int compareTo(Cell other) {
        return SECURITY_MAJOR.compare(this, other);
    }
}
