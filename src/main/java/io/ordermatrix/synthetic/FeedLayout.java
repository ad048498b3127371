package io.ordermatrix.synthetic;

import static io.ordermatrix.order.OrderColumn.*;

import io.ordermatrix.order.OrderColumn;
import java.util.List;
import java.util.stream.Collectors;

/** The columns of the feed's files, in the order of the exchange's files. */
final class FeedLayout {
    static final List<OrderColumn> COLUMNS = List.of(
            ORDER_ID,
            EXCHANGE,
            TIMESTAMP,
            SECURITY_CODE,
            PRICE,
            SIDE,
            CHANGEREASON,
            ORDERSTATUS,
            QUANTITY,
            LEAVESQUANTITY,
            ORDERTYPE,
            EXCHANGEORDERTYPE,
            NATIONAL_BID,
            NATIONAL_OFFER,
            BID,
            OFFER,
            PARTICIPANTID,
            PREFERENCEONLY,
            MIDTICK,
            SINGLEFILLMINIMUMQUANTITY,
            MINIMUMQUANTITY,
            SEQUENCE,
            CROSSINGKEY,
            TOTALMATCHEDQUANTITY,
            SHORTSELLQUANTITY,
            TRIGGERCONDITION,
            TIMEVALIDITYDECODED,
            ROW_NUM,
            TIMEVALIDITY);

    private FeedLayout() {}

    static String header() {
        return COLUMNS.stream().map(OrderColumn::columnName).collect(Collectors.joining(","));
    }
}
