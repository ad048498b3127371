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
 * <p>Where a selection names securities and dates, those cells are expected, and one without events is EMPTY. Cells that
 * only the data knows (every cell of an open selection, or one on a day on which the exchange should be closed) are in
 * the matrix as well: its events add up to those that the run kept.
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

    /** The number of expected cells; 0 where only the data knows them. */
    public long expectedCells() {
        return (long) securities.size() * dates.size();
    }

    /** The expected cells, in order. */
    public Stream<Cell> expected() {
        return securities.stream().flatMap(security -> dates.stream().map(date -> new Cell(security, date)));
    }

    /**
     * The matrix after a run: the expected cells and those that have events or an error, in order.
     *
     * @param found the events of every cell that has any
     * @param unread cells of which events may be missing
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
