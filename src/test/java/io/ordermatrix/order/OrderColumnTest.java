package io.ordermatrix.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The domain's vocabulary: columns, their types, reject reasons, sizes, cells. */
class OrderColumnTest {
    private static List<String> names(Predicate<OrderColumn> which) {
        return Arrays.stream(OrderColumn.values())
                .filter(which)
                .map(OrderColumn::columnName)
                .toList();
    }

    @Test
    void elevenAreNeededInTheOrderOfChecking() {
        List<String> needed = List.of(
                "order_id",
                "timestamp",
                "security_code",
                "price",
                "side",
                "quantity",
                "leavesquantity",
                "totalmatchedquantity",
                "exchangeordertype",
                "participantid",
                "orderstatus");
        assertThat(OrderColumn.needed()).extracting(OrderColumn::columnName).isEqualTo(needed);
        assertThat(names(OrderColumn::isNeeded)).isEqualTo(needed);
    }

    @Test
    void someAreComputedByTheReader() {
        assertThat(OrderColumn.derived())
                .containsExactly(OrderColumn.TRADE_DATE, OrderColumn.HOUR, OrderColumn.SIZE_BUCKET);
        assertThat(OrderColumn.computed())
                .containsExactly(
                        OrderColumn.BUY,
                        OrderColumn.SELL,
                        OrderColumn.NOTIONAL,
                        OrderColumn.QUANTITY_SQUARE_HIGH,
                        OrderColumn.QUANTITY_SQUARE_LOW);
        assertThat(Arrays.stream(OrderColumn.values()).filter(OrderColumn::isMade))
                .containsExactlyElementsOf(
                        Stream.concat(OrderColumn.derived().stream(), OrderColumn.computed().stream())
                                .toList());
    }

    @Test
    void someHaveSpecialMeanings() {
        assertThat(names(OrderColumn::isShareQuantity))
                .containsExactly("quantity", "leavesquantity", "totalmatchedquantity");
        assertThat(names(OrderColumn::isQuote)).containsExactly("national_bid", "national_offer", "bid", "offer");
    }

    @Test
    void areFoundByName() {
        assertThat(OrderColumn.named("price")).contains(OrderColumn.PRICE);
        assertThat(OrderColumn.named("size_bucket")).contains(OrderColumn.SIZE_BUCKET);
        assertThat(OrderColumn.named("PRICE")).isEmpty();
        assertThat(OrderColumn.SECURITY_CODE.aliases()).containsExactly("securitycode", "orderbookid");
        assertThat(OrderColumn.ORDER_ID.aliases()).containsExactly("orderid");
    }

    @Test
    void haveTheNarrowestTypes() {
        assertThat(OrderColumn.ORDER_ID.type()).isEqualTo(ColumnType.BIGINT);
        assertThat(OrderColumn.EXCHANGEORDERTYPE.type()).isEqualTo(ColumnType.SMALLINT);
        assertThat(ColumnType.TINYINT.smallest()).isEqualTo(-128);
        assertThat(ColumnType.SMALLINT.largest()).isEqualTo(32_767);
        assertThat(Arrays.stream(ColumnType.values()).filter(ColumnType::isInteger))
                .containsExactly(ColumnType.TINYINT, ColumnType.SMALLINT, ColumnType.INT, ColumnType.BIGINT);
    }

    @Test
    void haveRejectReasonsInTheOrderOfChecking() {
        assertThat(reasons(OrderColumn.PRICE))
                .hasToString("[missing:price, not_a_number:price, overflow:price, precision:price]");
        assertThat(reasons(OrderColumn.QUANTITY))
                .hasToString("[missing:quantity, not_a_number:quantity, overflow:quantity, negative:quantity]");
        assertThat(reasons(OrderColumn.SIDE)).hasToString("[missing:side, not_a_number:side, overflow:side, side]");
        assertThat(reasons(OrderColumn.TIMESTAMP))
                .hasToString("[missing:timestamp, not_a_number:timestamp, overflow:timestamp, precision:timestamp,"
                        + " implausible:timestamp, format:timestamp]");
        assertThat(RejectReason.all())
                .startsWith(RejectReason.FIELD_COUNT, RejectReason.QUOTE)
                .hasSize(44);
        assertThat(RejectReason.all())
                .allSatisfy(reason ->
                        assertThat(RejectReason.parse(reason.toString())).isEqualTo(reason));
    }

    private static List<RejectReason> reasons(OrderColumn column) {
        return RejectReason.all().stream()
                .filter(reason -> reason.column() == column)
                .toList();
    }

    @Test
    void unknownReasonsAreRefused() {
        assertThatThrownBy(() -> RejectReason.parse("overflow"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("No reject reason is called overflow");
        assertThatThrownBy(() -> new RejectReason(RejectReason.Kind.OVERFLOW, null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RejectReason(RejectReason.Kind.QUOTE, OrderColumn.PRICE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RejectReason(RejectReason.Kind.FIELD_COUNT, OrderColumn.PRICE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, <=1K",
        "1000, 0, <=1K",
        "1001, 1, 1K-5K",
        "5000, 1, 1K-5K",
        "5001, 2, 5K-10K",
        "10000, 2, 5K-10K",
        "10001, 3, 10K-50K",
        "50000, 3, 10K-50K",
        "50001, 4, >50K",
        "2147483647, 4, >50K"
    })
    void sizeBucketsIncludeTheirUpperBounds(int quantity, int code, String label) {
        assertThat(SizeBucket.codeOf(quantity)).isEqualTo(code);
        assertThat(Arrays.stream(SizeBucket.values()).filter(bucket -> bucket.code() == code))
                .extracting(SizeBucket::label)
                .containsExactly(label);
    }

    @Test
    void cellsAreOrderedBySecurityThenDate() {
        LocalDate date = LocalDate.of(2024, 9, 5);
        assertThat(new Cell(1, date.plusDays(1))).isLessThan(new Cell(2, date));
        assertThat(new Cell(1, date)).isLessThan(new Cell(1, date.plusDays(1)));
        assertThat(new Cell(1, date)).isEqualByComparingTo(new Cell(1, date));
        assertThatThrownBy(() -> new Cell(1, null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void filtersHaveLabelsAndColumns() {
        assertThat(DropReason.ORDER_TYPE.label()).isEqualTo("order_type");
        assertThat(DropReason.HOURS.column()).isEqualTo(OrderColumn.TIMESTAMP);
    }
}
