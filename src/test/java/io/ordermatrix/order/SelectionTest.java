package io.ordermatrix.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Selections, and what their filters drop. */
class SelectionTest {
    private static final LocalDate FIRST = LocalDate.of(1970, 1, 2);
    private static final long DAY = 86_400_000_000_000L;

    private static Selection dates(LocalDate from, LocalDate to, LocalDate... dates) {
        return new Selection(from, to, List.of(dates), List.of(), List.of(), List.of(), null, ZoneOffset.UTC);
    }

    private static Selection lists(List<Integer> securities, List<Integer> participants, List<Integer> orderTypes) {
        return new Selection(null, null, List.of(), securities, participants, orderTypes, null, ZoneOffset.UTC);
    }

    @Test
    void ofEverythingHasNoFilters() {
        Selection everything = Selection.everything(ZoneOffset.UTC);
        assertThat(everything.filters()).isEmpty();
        assertThat(everything.filterColumns()).isEmpty();
        assertThat(everything.tradingHours()).isEmpty();
        assertThat(everything.containsDate(LocalDate.MIN)).isTrue();
        assertThat(new SelectionFilter(everything).dropping(0, 1, 2, 3)).isNull();
    }

    @Test
    void hasItsFiltersInOrderAndEachColumnOnce() {
        Selection all = new Selection(
                FIRST,
                null,
                List.of(),
                List.of(3, 1, 3),
                List.of(1),
                List.of(0),
                new TradingHours(0, 1),
                ZoneOffset.UTC);
        assertThat(all.filters()).containsExactly(DropReason.values());
        assertThat(all.filterColumns())
                .containsExactly(
                        OrderColumn.TIMESTAMP,
                        OrderColumn.SECURITY_CODE,
                        OrderColumn.PARTICIPANTID,
                        OrderColumn.EXCHANGEORDERTYPE);
        assertThat(all.securities()).containsExactly(1, 3);
        assertThat(all.tradingHours()).contains(new TradingHours(0, 1));
        assertThat(dates(null, FIRST).filters()).containsExactly(DropReason.DATE);
        assertThat(dates(null, null, FIRST).filters()).containsExactly(DropReason.DATE);
    }

    @Test
    void hasAZone() {
        assertThatThrownBy(() -> Selection.everything(null)).isInstanceOf(NullPointerException.class);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "open", textBlock = """
            1970-01-02, 1970-01-04, 1970-01-01, false
            1970-01-02, 1970-01-04, 1970-01-02, true
            1970-01-02, 1970-01-04, 1970-01-04, true
            1970-01-02, 1970-01-04, 1970-01-05, false
            open,       1970-01-04, 1969-01-01, true
            open,       1970-01-04, 1970-01-05, false
            1970-01-02, open,       2099-01-01, true
            1970-01-02, open,       1970-01-01, false
            """)
    void containsTheDatesOfItsRange(LocalDate from, LocalDate to, LocalDate date, boolean contained) {
        assertContains(dates(from, to), date, contained);
    }

    @Test
    void containsOnlyListedDatesWithinItsRange() {
        Selection listed = dates(FIRST, FIRST.plusDays(2), FIRST.plusDays(1), FIRST.plusDays(5), FIRST.plusDays(2));
        assertContains(listed, FIRST, false);
        assertContains(listed, FIRST.plusDays(1), true);
        assertContains(listed, FIRST.plusDays(2), true);
        assertContains(listed, FIRST.plusDays(5), false);
    }

    private static void assertContains(Selection selection, LocalDate date, boolean contained) {
        assertThat(selection.containsDate(date)).isEqualTo(contained);
        DropReason dropping = new SelectionFilter(selection).dropping(date.toEpochDay() * DAY, 0, 0, 0);
        assertThat(dropping).isEqualTo(contained ? null : DropReason.DATE);
    }

    @Test
    void dropsByTheFirstFilterThatDrops() {
        Selection all = new Selection(
                FIRST,
                null,
                List.of(),
                List.of(9, 1, 5),
                List.of(69),
                List.of(0, 4098),
                new TradingHours(10, 20),
                ZoneOffset.UTC);
        SelectionFilter filter = new SelectionFilter(all);
        long inHours = DAY + 10_000_000_000L;
        assertThat(filter.dropping(0, 2, 1, 1)).isEqualTo(DropReason.DATE);
        assertThat(filter.dropping(DAY, 2, 1, 1)).isEqualTo(DropReason.SECURITY);
        assertThat(filter.dropping(DAY, 9, 1, 1)).isEqualTo(DropReason.PARTICIPANT);
        assertThat(filter.dropping(DAY, 1, 69, 1)).isEqualTo(DropReason.ORDER_TYPE);
        assertThat(filter.dropping(DAY, 5, 69, 4098)).isEqualTo(DropReason.HOURS);
        assertThat(filter.dropping(inHours, 5, 69, 4098)).isNull();
        assertThat(filter.dropping(inHours + 10_000_000_000L, 5, 69, 0)).isEqualTo(DropReason.HOURS);
    }

    @Test
    void anEmptyListMeansAll() {
        assertThat(new SelectionFilter(lists(List.of(), List.of(2), List.of())).dropping(0, 1, 2, 3))
                .isNull();
        assertThat(new SelectionFilter(lists(List.of(1), List.of(), List.of(3))).dropping(0, 1, 2, 3))
                .isNull();
    }
}
