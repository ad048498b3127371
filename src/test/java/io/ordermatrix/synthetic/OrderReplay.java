package io.ordermatrix.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Follows every order of a valid feed from event to event, and checks that each can follow the previous one. */
final class OrderReplay {
    private static final long ON_BOOK = 1;
    private static final long NOT_ON_BOOK = 2;
    private static final long ADDED = 6;
    private static final long AMENDED = 5;
    private static final long TRADED = 3;
    private static final Set<Long> ENDS = Set.of(1L, 19L, 24L);

    private final Map<String, FeedText.Row> last = new HashMap<>();
    private final Map<Long, Integer> changes = new HashMap<>();

    void accept(FeedText.Row row) {
        FeedText.Row before = last.put(row.text("order_id"), row);
        long change = row.number("changereason");
        changes.merge(change, 1, Integer::sum);

        assertThat(row.number("quantity"))
                .as("%s", row)
                .isPositive()
                .isEqualTo(row.number("leavesquantity") + row.number("totalmatchedquantity"));
        assertThat(row.number("leavesquantity")).as("%s", row).isNotNegative();
        assertThat(row.number("orderstatus")).as("%s", row).isEqualTo(hasEnded(row) ? NOT_ON_BOOK : ON_BOOK);
        if (before == null) {
            assertThat(change).as("%s", row).isEqualTo(ADDED);
            assertThat(row.number("totalmatchedquantity")).as("%s", row).isZero();
        } else {
            checkFollows(before, row, change);
        }
    }

    private static void checkFollows(FeedText.Row before, FeedText.Row row, long change) {
        String[] terms = {"security_code", "side", "participantid", "exchangeordertype", "crossingkey"};
        assertThat(row.texts(terms)).as("%s", row).isEqualTo(before.texts(terms));
        assertThat(hasEnded(before)).as("%s after its end", row).isFalse();
        long traded = row.number("totalmatchedquantity") - before.number("totalmatchedquantity");
        if (change == TRADED) {
            assertThat(traded).as("%s", row).isPositive();
            assertThat(row.texts("price", "quantity")).as("%s", row).isEqualTo(before.texts("price", "quantity"));
        } else if (change == AMENDED) {
            assertThat(traded).as("%s", row).isZero();
            assertThat(row.number("leavesquantity")).as("%s", row).isPositive();
        } else {
            assertThat(ENDS).as("%s", row).contains(change);
            String[] state = {"price", "quantity", "leavesquantity", "totalmatchedquantity"};
            assertThat(row.texts(state)).as("%s", row).isEqualTo(before.texts(state));
        }
    }

    private static boolean hasEnded(FeedText.Row row) {
        return row.number("leavesquantity") == 0 || ENDS.contains(row.number("changereason"));
    }

    int orders() {
        return last.size();
    }

    long unendedOrders() {
        return last.values().stream().filter(row -> !hasEnded(row)).count();
    }

    /** Events by changereason. */
    Map<Long, Integer> changes() {
        return changes;
    }
}
