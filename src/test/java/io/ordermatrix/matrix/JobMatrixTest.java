package io.ordermatrix.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordermatrix.order.Cell;
import io.ordermatrix.order.Selection;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class JobMatrixTest {
    /** A Thursday. */
    private static final LocalDate DATE = LocalDate.of(2024, 9, 5);

    private static final TradingCalendar CALENDAR = new TradingCalendar(List.of(DATE.plusDays(4)));

    private static Selection selection(LocalDate from, LocalDate to, List<LocalDate> dates, List<Integer> securities) {
        return new Selection(from, to, dates, securities, List.of(), List.of(), null, ZoneOffset.UTC);
    }

    @Test
    void hasTheTradingDaysOfARange() {
        Selection week = selection(DATE, DATE.plusDays(5), List.of(), List.of(2, 1));
        JobMatrix matrix = JobMatrix.of(week, CALENDAR);
        // Not Saturday, Sunday and the holiday on Monday.
        assertThat(matrix.dates()).containsExactly(DATE, DATE.plusDays(1), DATE.plusDays(5));
        assertThat(matrix.expectedCells()).isEqualTo(6);
        assertThat(matrix.isKnown()).isTrue();
        assertThat(matrix.expected())
                .containsExactly(
                        new Cell(1, DATE),
                        new Cell(1, DATE.plusDays(1)),
                        new Cell(1, DATE.plusDays(5)),
                        new Cell(2, DATE),
                        new Cell(2, DATE.plusDays(1)),
                        new Cell(2, DATE.plusDays(5)));
    }

    @Test
    void hasOnlyListedDaysWithinTheRange() {
        List<LocalDate> listed = List.of(DATE, DATE.plusDays(1), DATE.plusDays(2), DATE.plusDays(7));
        assertThat(CALENDAR.days(selection(DATE.plusDays(1), null, listed, List.of())))
                .containsExactly(DATE.plusDays(1), DATE.plusDays(7));
    }

    @Test
    void isUnknownForAnOpenSelection() {
        assertThat(CALENDAR.days(selection(DATE, null, List.of(), List.of()))).isEmpty();
        assertThat(CALENDAR.days(selection(null, DATE, List.of(), List.of()))).isEmpty();
        assertThat(JobMatrix.of(selection(DATE, DATE, List.of(), List.of()), CALENDAR)
                        .isKnown())
                .isFalse();
        JobMatrix noDates = JobMatrix.of(selection(DATE, null, List.of(), List.of(1)), CALENDAR);
        assertThat(noDates.isKnown()).isFalse();
        assertThat(noDates.expectedCells()).isZero();
    }

    @Test
    void knowsTheTradingDays() {
        assertThat(CALENDAR.trades(DATE)).isTrue();
        assertThat(CALENDAR.trades(DATE.plusDays(1))).isTrue();
        assertThat(CALENDAR.trades(DATE.plusDays(2))).isFalse();
        assertThat(CALENDAR.trades(DATE.plusDays(3))).isFalse();
        assertThat(CALENDAR.trades(DATE.plusDays(4))).isFalse();
    }

    @Test
    void isFilledWithExpectedAndFoundCellsInOrder() {
        JobMatrix matrix = new JobMatrix(List.of(1, 2), List.of(DATE));
        Cell found = new Cell(1, DATE);
        Cell unexpected = new Cell(0, DATE);
        assertThat(matrix.fill(new TreeMap<>(Map.of(found, 5L, unexpected, 2L)), UnreadCells.NONE))
                .containsExactly(
                        new MatrixCell(unexpected, CellStatus.COMPLETED, 2, Optional.empty()),
                        new MatrixCell(found, CellStatus.COMPLETED, 5, Optional.empty()),
                        new MatrixCell(new Cell(2, DATE), CellStatus.EMPTY, 0, Optional.empty()));
    }

    @Test
    void cellsThatMayLackEventsHaveFailed() {
        JobMatrix matrix = new JobMatrix(List.of(1, 2), List.of(DATE));
        Cell found = new Cell(1, DATE);
        Cell cut = new Cell(3, DATE);
        UnreadCells unread = new UnreadCells(new TreeMap<>(Map.of(cut, "a.csv: cut")), Optional.of("some file: cut"));
        assertThat(matrix.fill(new TreeMap<>(Map.of(found, 5L, cut, 1L)), unread))
                .containsExactly(
                        new MatrixCell(found, CellStatus.COMPLETED, 5, Optional.empty()),
                        new MatrixCell(new Cell(2, DATE), CellStatus.FAILED, 0, Optional.of("some file: cut")),
                        new MatrixCell(cut, CellStatus.FAILED, 1, Optional.of("a.csv: cut")));
        // A cell that is only in the readable part of a cut file.
        assertThat(matrix.fill(new TreeMap<>(), unread))
                .extracting(MatrixCell::cell)
                .contains(cut);
    }

    @Test
    void isImmutable() {
        List<Integer> securities = new ArrayList<>(List.of(1));
        List<LocalDate> dates = new ArrayList<>(List.of(DATE));
        TreeMap<Cell, String> errors = new TreeMap<>(Map.of(new Cell(1, DATE), "cut"));
        JobMatrix matrix = new JobMatrix(securities, dates);
        UnreadCells unread = new UnreadCells(errors, Optional.empty());
        securities.clear();
        dates.clear();
        errors.clear();
        assertThat(matrix.expectedCells()).isEqualTo(1);
        assertThat(unread.errors()).hasSize(1);
        assertThatThrownBy(() -> unread.errors().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aCellHasAnErrorIfAndOnlyIfItFailed() {
        Cell cell = new Cell(1, DATE);
        assertThatThrownBy(() -> new MatrixCell(cell, CellStatus.FAILED, 0, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MatrixCell(cell, CellStatus.EMPTY, 0, Optional.of("cut")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MatrixCell(null, CellStatus.EMPTY, 0, Optional.empty()))
                .isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> new MatrixCell(cell, null, 0, Optional.empty()))
                .isInstanceOf(NullPointerException.class);
    }
}
