package io.ordermatrix.lifecycle;

import io.ordermatrix.order.OrderColumn;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * The measures of order flow: numbers of each order that are summed, and ratios of two sums. docs/order-flow.md has their units
 * and sources.
 */
@SuppressWarnings("EnumOrdinal") // classes are columns
public final class FlowMeasures {
    /** Orders amended or cancelled within this time of their entry are fleeting. */
    private static final long FLEETING_NANOS = 2_000_000_000L;

    /** An amendment counts as two messages: a cancellation and an entry. */
    private static final int MESSAGES_OF_AMENDMENT = 2;
    /** Thousandths of a basis point in 1, times 2, because the mid of two prices is half of their sum. */
    private static final long SPREAD_UNIT = 2 * 10_000 * 1000;

    /**
     * A ratio of two sums, less a number; null if the second is 0.
     *
     * @param numerator the name of a sum
     * @param denominator the name of a sum
     */
    record Ratio(String name, String numerator, String denominator, int less) {}

    private static final List<String> DECLARED = new ArrayList<>();
    /** The names of all sums, in the order of results, which is that of their declarations. */
    static final List<String> SUMS = Collections.unmodifiableList(DECLARED);

    private static final int ORDERS = sum("orders");
    private static final int ENTERED = sum("entered");
    private static final int CARRIED_OVER = sum("carried_over");
    private static final int AMENDED = sum("amended");
    private static final int AMENDMENTS = sum("amendments");
    private static final int FILLED = sum("filled");
    private static final int PARTLY_FILLED = sum("partly_filled");
    private static final int UNFILLED = sum("unfilled");
    /** By outcome but for the first: an order all of whose shares have traded is filled however the feed says that it ended. */
    private static final int OUTCOMES =
            sums("", "cancelled", "cancelled_by_system", "expired", "open", "inactive", "outcome_unknown");

    private static final int ENTERED_QUANTITY = sum("entered_quantity");
    private static final int MATCHED_QUANTITY = sum("matched_quantity");
    private static final int CANCELLED_QUANTITY = sum("cancelled_quantity");
    private static final int FILLS = sum("fills");
    private static final int MESSAGES = sum("messages");
    private static final int MESSAGE_QUANTITY = sum("message_quantity");
    private static final int FLEETING = sum("fleeting");
    private static final int FIRST_FILL = sums("first_fill_", TimeClass.names());
    private static final int LIFETIME = sums("lifetime_", TimeClass.names());
    private static final int SPREAD_COUNT = sum("spread_count");
    private static final int SPREAD_SUM = sum("spread_sum");
    private static final int SPREAD_MILLIBPS_SUM = sum("spread_millibps_sum");
    private static final int AGGRESSIVENESS =
            sums("", "crosses", "at_touch", "inside", "behind", "aggressiveness_unknown");

    /** The sums that the report shows. */
    public static final List<String> SHOWN = SUMS.stream()
            .filter(name -> !List.of(
                            "amended", "amendments", "unfilled", "entered_quantity", "cancelled_quantity", "spread_sum")
                    .contains(name))
            .toList();

    /** All ratios, which follow the sums. */
    static final List<Ratio> RATIOS = List.of(
            new Ratio("order_to_trade_ratio", "messages", "fills", 1),
            new Ratio("order_to_trade_ratio_by_volume", "message_quantity", "matched_quantity", 1),
            new Ratio("fill_ratio", "matched_quantity", "entered_quantity", 0));

    /** The names of all measures, in the order of results. */
    public static final List<String> NAMES = names();

    static final List<OrderColumn> KEYS =
            List.of(OrderColumn.TRADE_DATE, OrderColumn.SECURITY_CODE, OrderColumn.PARTICIPANTID, OrderColumn.HOUR);

    private FlowMeasures() {}

    /** Declares a sum and returns its index. */
    private static int sum(String name) {
        return sums("", name);
    }

    /** Declares sums and returns the index of the first. */
    private static int sums(String prefix, String... names) {
        int first = DECLARED.size();
        for (String name : names) {
            DECLARED.add(prefix + name);
        }
        return first;
    }

    /**
     * Adds the numbers of an order to a group.
     *
     * @param group has all sums
     * @param first the index of the first of these
     */
    static void add(Lifecycle order, long[] group, int first) {
        long amendments = order.get(LifecycleColumn.AMENDMENTS);
        group[first + ORDERS]++;
        group[first + AMENDED] += amendments > 0 ? 1 : 0;
        add(amendments, group, first + AMENDMENTS);
        group[first + fillClass(order)]++;
        add(order.get(LifecycleColumn.MATCHED_QUANTITY), group, first + MATCHED_QUANTITY);
        add(order.get(LifecycleColumn.FILLS), group, first + FILLS);
        add(MESSAGES_OF_AMENDMENT * amendments, group, first + MESSAGES);
        add(MESSAGES_OF_AMENDMENT * order.get(LifecycleColumn.AMENDED_QUANTITY), group, first + MESSAGE_QUANTITY);
        group[first + AGGRESSIVENESS + order.aggressiveness().ordinal()]++;
        addOutcome(order, group, first);
        if (order.isEntered()) {
            addEntry(order, group, first);
        } else if (order.isCarriedOver()) {
            group[first + CARRIED_OVER]++;
        }
    }

    private static void addOutcome(Lifecycle order, long[] group, int first) {
        Outcome outcome = order.outcome();
        if (outcome != Outcome.FILLED) {
            group[first + OUTCOMES + outcome.ordinal() - 1]++;
        }
        if (outcome == Outcome.CANCELLED || outcome == Outcome.CANCELLED_BY_SYSTEM) {
            add(order.get(LifecycleColumn.LEAVES_QUANTITY), group, first + CANCELLED_QUANTITY);
        }
        if (outcome == Outcome.CANCELLED) {
            add(1, group, first + MESSAGES);
            add(order.get(LifecycleColumn.LEAVES_QUANTITY), group, first + MESSAGE_QUANTITY);
        }
    }

    private static void addEntry(Lifecycle order, long[] group, int first) {
        long quantity = order.get(LifecycleColumn.ENTRY_QUANTITY);
        group[first + ENTERED]++;
        add(quantity, group, first + ENTERED_QUANTITY);
        add(1, group, first + MESSAGES);
        add(quantity, group, first + MESSAGE_QUANTITY);
        group[first + FLEETING] += isFleeting(order) ? 1 : 0;
        if (order.has(LifecycleColumn.FIRST_FILL_TIMESTAMP)) {
            group[first + FIRST_FILL + TimeClass.of(order.nanosToFirstFill()).ordinal()]++;
        }
        if (order.hasEnded()) {
            group[first + LIFETIME + TimeClass.of(order.lifetimeNanos()).ordinal()]++;
        }
        if (hasSpread(order)) {
            group[first + SPREAD_COUNT]++;
            add(spread(order), group, first + SPREAD_SUM);
            add(spreadMillibps(order), group, first + SPREAD_MILLIBPS_SUM);
        }
    }

    private static void add(long more, long[] sums, int at) {
        sums[at] = Math.addExact(sums[at], more);
    }

    private static int fillClass(Lifecycle order) {
        if (!order.hasTraded()) {
            return UNFILLED;
        }
        return order.isFilled() ? FILLED : PARTLY_FILLED;
    }

    /** Whether an order that was entered was amended or cancelled so soon that few can have seen it. */
    private static boolean isFleeting(Lifecycle order) {
        if (order.hasTraded()) {
            return false;
        }
        boolean isAmended = order.has(LifecycleColumn.FIRST_AMENDMENT_TIMESTAMP)
                && order.get(LifecycleColumn.FIRST_AMENDMENT_TIMESTAMP) - order.get(LifecycleColumn.FIRST_TIMESTAMP)
                        <= FLEETING_NANOS;
        return isAmended || (order.outcome() == Outcome.CANCELLED && order.lifetimeNanos() <= FLEETING_NANOS);
    }

    /** Whether both national quotes are known at the entry of an order and do not cross. */
    private static boolean hasSpread(Lifecycle order) {
        return order.has(LifecycleColumn.ENTRY_NATIONAL_BID)
                && order.has(LifecycleColumn.ENTRY_NATIONAL_OFFER)
                && order.get(LifecycleColumn.ENTRY_NATIONAL_BID) > 0
                && order.get(LifecycleColumn.ENTRY_NATIONAL_OFFER) >= order.get(LifecycleColumn.ENTRY_NATIONAL_BID);
    }

    private static long spread(Lifecycle order) {
        return order.get(LifecycleColumn.ENTRY_NATIONAL_OFFER) - order.get(LifecycleColumn.ENTRY_NATIONAL_BID);
    }

    /** In thousandths of a basis point of the mid, rounded down, so that sums are exact. */
    private static long spreadMillibps(Lifecycle order) {
        long bid = order.get(LifecycleColumn.ENTRY_NATIONAL_BID);
        long offer = order.get(LifecycleColumn.ENTRY_NATIONAL_OFFER);
        if (offer <= Long.MAX_VALUE / SPREAD_UNIT) {
            return SPREAD_UNIT * (offer - bid) / (offer + bid);
        }
        // No feed has such prices, but a file can have anything in an optional column.
        BigInteger both = BigInteger.valueOf(offer).add(BigInteger.valueOf(bid));
        return BigInteger.valueOf(SPREAD_UNIT)
                .multiply(BigInteger.valueOf(offer - bid))
                .divide(both)
                .longValue();
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>(SUMS);
        RATIOS.forEach(ratio -> names.add(ratio.name()));
        return List.copyOf(names);
    }

    /** The index of a sum. */
    static int indexOf(String name) {
        return NAMES.indexOf(name);
    }

    /** A ratio of sums; NaN if there is none. */
    static double ratio(Ratio ratio, ToLongFunction<Integer> sums) {
        long denominator = sums.applyAsLong(indexOf(ratio.denominator()));
        return denominator == 0
                ? Double.NaN
                : (double) sums.applyAsLong(indexOf(ratio.numerator())) / denominator - ratio.less();
    }
}
