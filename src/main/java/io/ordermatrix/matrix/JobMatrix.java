package io.ordermatrix.matrix;

import io.ordermatrix.order.Cell;
import io.ordermatrix.order.Selection;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * All cells of a run, security-major.
 *
 * <p>If a selection names securities and dates, their cells are expected, and one without events is EMPTY. Cells found
 * only in the data (every cell of an open selection, or one on a day when the exchange should be closed) are in the
 * matrix as well, so that its events add up to those that the run kept.
 *
 * @param securities expected security codes, ascending
 * @param dates expected dates, ascending
 */
public record JobMatrix(List<Integer> securities, List<LocalDate> dates) {
    public JobMatrix {
        securities = List.copyOf(securities);
        dates = List.copyOf(dates);
    }

    /** The cells that a selection expects. */
    public static JobMatrix of(Selection selection, TradingCalendar calendar) {
        return new JobMatrix(selection.securities(), calendar.days(selection));
    }

    /** Whether the cells are known before the data is read. */
    public boolean isKnown() {
        return !securities.isEmpty() && !dates.isEmpty();
    }

    /** The number of expected cells; 0 if they are not known before the data is read. */
    public long expectedCells() {
        return (long) securities.size() * dates.size();
    }

    /** The expected cells, in order. */
    public Stream<Cell> expected() {
        return securities.stream().flatMap(security -> dates.stream().map(date -> new Cell(security, date)));
    }

    /**
     * The matrix after a run: the expected cells and those with events or an error, in order.
     *
     * @param found the number of events of every cell that has any
     * @param unread cells that may lack events
     */
    public List<MatrixCell> fill(SortedMap<Cell, Long> found, UnreadCells unread) {
        NavigableSet<Cell> cells = new TreeSet<>(found.keySet());
        expected().forEach(cells::add);
        cells.addAll(unread.errors().keySet());
        return cells.stream()
                .map(cell -> cell(cell, found.getOrDefault(cell, 0L), unread))
                .toList();
    }

    private static MatrixCell cell(Cell cell, long events, UnreadCells unread) {
        Optional<String> error = Optional.ofNullable(unread.errors().get(cell))
                .or(() -> events == 0 ? unread.elsewhere() : Optional.empty());
        CellStatus status =
                error.isPresent() ? CellStatus.FAILED : events > 0 ? CellStatus.COMPLETED : CellStatus.EMPTY;
        return new MatrixCell(cell, status, events, error);
    }
}
