package io.ordermatrix.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RowAccountingTest {
    private static final RowAccounting FIRST = new RowAccounting(
            21, 1, 2, Map.of("side", 3L, "quote", 1L), 14, Map.of(DropReason.DATE, 4L, DropReason.HOURS, 2L), 8);
    private static final RowAccounting SECOND =
            new RowAccounting(5, 0, 1, Map.of("side", 1L), 3, Map.of(DropReason.DATE, 1L), 2);

    @Test
    void addsUp() {
        assertThat(FIRST.plus(SECOND))
                .isEqualTo(new RowAccounting(
                        26,
                        1,
                        3,
                        Map.of("side", 4L, "quote", 1L),
                        17,
                        Map.of(DropReason.DATE, 5L, DropReason.HOURS, 2L),
                        10));
        assertThat(RowAccounting.NONE.plus(FIRST)).isEqualTo(FIRST);
        assertThat(FIRST.rejectedRows()).isEqualTo(4);
        assertThat(FIRST.droppedRows()).isEqualTo(6);
        assertThat(FIRST.dropped()).hasSize(DropReason.values().length).containsEntry(DropReason.SECURITY, 0L);
        assertThat(FIRST.rejected().keySet()).containsExactly("quote", "side");
    }

    @Test
    void computesTheShareOfRejects() {
        assertThat(RowAccounting.NONE.rejectShare()).isZero();
        assertThat(FIRST.rejectShare()).isEqualTo(4.0 / 18);
    }

    @Test
    void balancesOrSaysWhatDoesNot() {
        assertThat(FIRST.imbalance()).isEmpty();
        assertThat(FIRST.plus(SECOND).imbalance()).isEmpty();
        assertThat(new RowAccounting(9, 1, 2, Map.of("side", 3L), 4, Map.of(), 4).imbalance())
                .contains("lines 9 != header 1 + blank 2 + rejected 3 + parsed 4");
        assertThat(new RowAccounting(10, 1, 2, Map.of("side", 3L), 4, Map.of(DropReason.DATE, 1L), 4).imbalance())
                .contains("parsed 4 != dropped 1 + kept 4");
    }

    @Test
    void isImmutable() {
        assertThatThrownBy(() -> FIRST.rejected().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> FIRST.dropped().clear()).isInstanceOf(UnsupportedOperationException.class);
    }
}
