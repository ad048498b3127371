package io.ordermatrix.lifecycle;

import io.ordermatrix.group.Aggregate;
import io.ordermatrix.group.Grouping;
import io.ordermatrix.order.ColumnType;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.scan.RowBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/**
 * The measures of order flow, each in one place: a number of each order that is summed, or the ratio of two sums.
 * docs/order-flow.md has their units and sources.
 */
public final class FlowMeasures {
    /** Orders amended or cancelled within this time of their entry are fleeting. */
    private static final long FLEETING_NANOS = 2_000_000_000L;
    /** An amendment counts as two messages: a cancellation and an entry. */
    private static final int MESSAGES_OF_AMENDMENT = 2;
    /** Thousandths of a basis point in a half: the mid of two prices is half of their sum. */
    private static final long SPREAD_UNIT = 2 * 10_000 * 1000;

    /** A number of each order. */
    record Sum(String name, ToLongFunction<Lifecycle> ofOrder) {}

    /**
     * A ratio of two sums, less a number; null if the second is 0.
     *
     * @param numerator the name of a sum
     * @param denominator the name of a sum
     */
    record Ratio(String name, String numerator, String denominator, int less) {}

    /** All sums, in the order of results. */
    static final List<Sum> SUMS = sums();

    /** All ratios, which follow the sums. */
    static final List<Ratio> RATIOS = List.of(
            new Ratio("order_to_trade_ratio", "messages", "fills", 1),
            new Ratio("order_to_trade_ratio_by_volume", "message_quantity", "matched_quantity", 1),
            new Ratio("fill_ratio", "matched_quantity", "entered_quantity", 0));

    /** The names of all measures, in the order of results. */
    public static final List<String> NAMES = names();

    static final List<OrderColumn> KEYS =
            List.of(OrderColumn.TRADE_DATE, OrderColumn.SECURITY_CODE, OrderColumn.PARTICIPANTID, OrderColumn.HOUR);

    /** Groups batches in which each sum is one of the other columns. */
    static final Grouping GROUPING = new Grouping(
            KEYS,
            IntStream.range(0, SUMS.size())
                    .mapToObj(at -> new Aggregate(
                            SUMS.get(at).name(), Aggregate.Function.SUM, RowBatch.otherSlot(at), ColumnType.BIGINT))
                    .toList());

    private FlowMeasures() {}

    private static List<Sum> sums() {
        List<Sum> sums = new ArrayList<>(List.of(
                new Sum("orders", order -> 1),
                count("entered", Lifecycle::isEntered),
                count("carried_over", Lifecycle::isCarriedOver),
                count("amended", order -> order.get(LifecycleColumn.AMENDMENTS) > 0),
                new Sum("amendments", order -> order.get(LifecycleColumn.AMENDMENTS)),
                count("filled", Lifecycle::isFilled),
                count("partly_filled", order -> order.hasTraded() && !order.isFilled()),
                count("unfilled", order -> !order.hasTraded())));
        for (Outcome outcome : Outcome.values()) {
            // An order all of whose shares have traded is counted as filled however the feed says that it ended.
            if (outcome != Outcome.FILLED) {
                String name = outcome == Outcome.UNKNOWN ? "outcome_unknown" : outcome.label();
                sums.add(count(name, order -> order.outcome() == outcome));
            }
        }
        sums.addAll(List.of(
                new Sum("entered_quantity", order -> order.isEntered() ? order.get(LifecycleColumn.ENTRY_QUANTITY) : 0),
                new Sum("matched_quantity", order -> order.get(LifecycleColumn.MATCHED_QUANTITY)),
                new Sum("cancelled_quantity", FlowMeasures::cancelledQuantity),
                new Sum("fills", order -> order.get(LifecycleColumn.FILLS)),
                new Sum("messages", FlowMeasures::messages),
                new Sum("message_quantity", FlowMeasures::messageQuantity),
                count("fleeting", FlowMeasures::isFleeting)));
        for (TimeClass time : TimeClass.values()) {
            sums.add(count(
                    "first_fill_" + label(time),
                    order -> order.isEntered()
                            && order.has(LifecycleColumn.FIRST_FILL_TIMESTAMP)
                            && TimeClass.of(order.nanosToFirstFill()) == time));
        }
        for (TimeClass time : TimeClass.values()) {
            sums.add(count(
                    "lifetime_" + label(time),
                    order -> order.isEntered() && order.hasEnded() && TimeClass.of(order.lifetimeNanos()) == time));
        }
        sums.addAll(List.of(
                count("spread_count", FlowMeasures::hasSpread),
                new Sum("spread_sum", order -> hasSpread(order) ? spread(order) : 0),
                new Sum("spread_millibps_sum", order -> hasSpread(order) ? spreadMillibps(order) : 0)));
        for (Aggressiveness aggressiveness : Aggressiveness.values()) {
            String name = aggressiveness == Aggressiveness.UNKNOWN ? "aggressiveness_unknown" : aggressiveness.label();
            sums.add(count(name, order -> order.aggressiveness() == aggressiveness));
        }
        return List.copyOf(sums);
    }

    /** What an order may satisfy. */
    private interface Condition {
        boolean of(Lifecycle order);
    }

    private static Sum count(String name, Condition condition) {
        return new Sum(name, order -> condition.of(order) ? 1 : 0);
    }

    private static String label(TimeClass time) {
        return time.name().toLowerCase(Locale.ROOT);
    }

    private static long cancelledQuantity(Lifecycle order) {
        return switch (order.outcome()) {
            case CANCELLED, CANCELLED_BY_SYSTEM -> order.get(LifecycleColumn.LEAVES_QUANTITY);
            default -> 0;
        };
    }

    private static long messages(Lifecycle order) {
        long entry = order.isEntered() ? 1 : 0;
        long cancellation = order.outcome() == Outcome.CANCELLED ? 1 : 0;
        return entry + MESSAGES_OF_AMENDMENT * order.get(LifecycleColumn.AMENDMENTS) + cancellation;
    }

    private static long messageQuantity(Lifecycle order) {
        long entry = order.isEntered() ? order.get(LifecycleColumn.ENTRY_QUANTITY) : 0;
        long cancellation = order.outcome() == Outcome.CANCELLED ? order.get(LifecycleColumn.LEAVES_QUANTITY) : 0;
        return entry + MESSAGES_OF_AMENDMENT * order.get(LifecycleColumn.AMENDED_QUANTITY) + cancellation;
    }

    private static boolean isFleeting(Lifecycle order) {
        if (!order.isEntered() || order.hasTraded()) {
            return false;
        }
        boolean isAmended = order.has(LifecycleColumn.FIRST_AMENDMENT_TIMESTAMP)
                && order.get(LifecycleColumn.FIRST_AMENDMENT_TIMESTAMP) - order.get(LifecycleColumn.FIRST_TIMESTAMP)
                        <= FLEETING_NANOS;
        return isAmended || (order.outcome() == Outcome.CANCELLED && order.lifetimeNanos() <= FLEETING_NANOS);
    }

    /** Whether both national quotes are known at an order's entry and do not cross. */
    private static boolean hasSpread(Lifecycle order) {
        return order.isEntered()
                && order.has(LifecycleColumn.ENTRY_NATIONAL_BID)
                && order.has(LifecycleColumn.ENTRY_NATIONAL_OFFER)
                && order.get(LifecycleColumn.ENTRY_NATIONAL_BID) > 0
                && spread(order) >= 0;
    }

    private static long spread(Lifecycle order) {
        return order.get(LifecycleColumn.ENTRY_NATIONAL_OFFER) - order.get(LifecycleColumn.ENTRY_NATIONAL_BID);
    }

    /** In thousandths of a basis point of the mid, rounded down, so that sums are exact. */
    private static long spreadMillibps(Lifecycle order) {
        long both = Math.addExact(
                order.get(LifecycleColumn.ENTRY_NATIONAL_OFFER), order.get(LifecycleColumn.ENTRY_NATIONAL_BID));
        return Math.multiplyExact(SPREAD_UNIT, spread(order)) / both;
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>();
        SUMS.forEach(sum -> names.add(sum.name()));
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
