package io.ordermatrix.lifecycle;

import io.ordermatrix.group.Aggregate;
import io.ordermatrix.group.Grouping;
import io.ordermatrix.order.ColumnType;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.scan.RowBatch;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/**
 * The measures of order flow, each in one place: a number of each order that is summed, or the ratio of two sums.
 * docs/order-flow.md has their units and sources.
 */
@SuppressWarnings("EnumOrdinal") // classes are columns
public final class FlowMeasures {
    /** Orders amended or cancelled within this time of their entry are fleeting. */
    private static final long FLEETING_NANOS = 2_000_000_000L;

    private static final int FILLED = 0;
    private static final int PARTLY_FILLED = 1;
    private static final int UNFILLED = 2;

    /** The outcomes in their order, but for the first, which is filled. */
    private static final List<String> OUTCOMES =
            List.of("cancelled", "cancelled_by_system", "expired", "open", "inactive", "outcome_unknown");

    private static final List<String> AGGRESSIVENESS =
            List.of("crosses", "at_touch", "inside", "behind", "aggressiveness_unknown");

    /** An amendment counts as two messages: a cancellation and an entry. */
    private static final int MESSAGES_OF_AMENDMENT = 2;
    /** Thousandths of a basis point in 1, times 2, because the mid of two prices is half of their sum. */
    private static final long SPREAD_UNIT = 2 * 10_000 * 1000;

    /** Sums of something of each order, in neighbouring columns. */
    sealed interface Measure {
        List<String> names();

        /** Adds the numbers of an order to sums, of which the first is given. */
        void add(Lifecycle order, long[] sums, int first);
    }

    /** A number of each order. */
    record Sum(String name, ToLongFunction<Lifecycle> ofOrder) implements Measure {
        @Override
        public List<String> names() {
            return List.of(name);
        }

        @Override
        public void add(Lifecycle order, long[] sums, int first) {
            sums[first] = Math.addExact(sums[first], ofOrder.applyAsLong(order));
        }
    }

    /** The number of orders that satisfy a condition. */
    record Count(String name, Predicate<Lifecycle> condition) implements Measure {
        @Override
        public List<String> names() {
            return List.of(name);
        }

        @Override
        public void add(Lifecycle order, long[] sums, int first) {
            if (condition.test(order)) {
                sums[first]++;
            }
        }
    }

    /**
     * The numbers of orders by class.
     *
     * @param classOf the index of an order's class; negative if it is in none
     */
    record Classes(List<String> names, ToIntFunction<Lifecycle> classOf) implements Measure {
        private static final int NONE = -1;

        @Override
        public void add(Lifecycle order, long[] sums, int first) {
            int found = classOf.applyAsInt(order);
            if (found >= 0) {
                sums[first + found]++;
            }
        }
    }

    /**
     * A ratio of two sums, less a number; null if the second is 0.
     *
     * @param numerator the name of a sum
     * @param denominator the name of a sum
     */
    record Ratio(String name, String numerator, String denominator, int less) {}

    /** All measures but the ratios, in the order of results. */
    private static final Measure[] MEASURES = measures();

    /** The index of the first sum of each measure. */
    private static final int[] FIRST_SUMS = firstSums();

    /** The names of all sums, in the order of results. */
    static final List<String> SUMS =
            Arrays.stream(MEASURES).flatMap(measure -> measure.names().stream()).toList();

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

    static final Grouping GROUPING = new Grouping(
            KEYS,
            IntStream.range(0, SUMS.size())
                    .mapToObj(at -> new Aggregate(
                            SUMS.get(at), Aggregate.Function.SUM, RowBatch.otherSlot(at), ColumnType.BIGINT))
                    .toList());

    private FlowMeasures() {}

    private static Measure[] measures() {
        return new Measure[] {
            new Count("orders", order -> true),
            new Count("entered", Lifecycle::isEntered),
            new Count("carried_over", Lifecycle::isCarriedOver),
            new Count("amended", order -> order.get(LifecycleColumn.AMENDMENTS) > 0),
            new Sum("amendments", order -> order.get(LifecycleColumn.AMENDMENTS)),
            new Classes(List.of("filled", "partly_filled", "unfilled"), FlowMeasures::fillClass),
            // An order all of whose shares have traded is counted as filled however the feed says that it ended.
            new Classes(OUTCOMES, order -> order.outcome().ordinal() - 1),
            new Sum("entered_quantity", order -> order.isEntered() ? order.get(LifecycleColumn.ENTRY_QUANTITY) : 0),
            new Sum("matched_quantity", order -> order.get(LifecycleColumn.MATCHED_QUANTITY)),
            new Sum("cancelled_quantity", FlowMeasures::cancelledQuantity),
            new Sum("fills", order -> order.get(LifecycleColumn.FILLS)),
            new Sum("messages", FlowMeasures::messages),
            new Sum("message_quantity", FlowMeasures::messageQuantity),
            new Count("fleeting", FlowMeasures::isFleeting),
            new Classes(times("first_fill_"), FlowMeasures::firstFillClass),
            new Classes(times("lifetime_"), FlowMeasures::lifetimeClass),
            new Count("spread_count", FlowMeasures::hasSpread),
            new Sum("spread_sum", order -> hasSpread(order) ? spread(order) : 0),
            new Sum("spread_millibps_sum", order -> hasSpread(order) ? spreadMillibps(order) : 0),
            new Classes(AGGRESSIVENESS, order -> order.aggressiveness().ordinal())
        };
    }

    private static int[] firstSums() {
        int[] firsts = new int[MEASURES.length];
        for (int at = 1; at < firsts.length; at++) {
            firsts[at] = firsts[at - 1] + MEASURES[at - 1].names().size();
        }
        return firsts;
    }

    /**
     * Adds the numbers of an order to a group.
     *
     * @param group has all sums
     * @param first the index of the first of them
     */
    static void add(Lifecycle order, long[] group, int first) {
        for (int at = 0; at < MEASURES.length; at++) {
            MEASURES[at].add(order, group, first + FIRST_SUMS[at]);
        }
    }

    private static List<String> times(String prefix) {
        return Arrays.stream(TimeClass.values())
                .map(time -> prefix + time.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static int fillClass(Lifecycle order) {
        if (!order.hasTraded()) {
            return UNFILLED;
        }
        return order.isFilled() ? FILLED : PARTLY_FILLED;
    }

    private static int firstFillClass(Lifecycle order) {
        return order.isEntered() && order.has(LifecycleColumn.FIRST_FILL_TIMESTAMP)
                ? TimeClass.of(order.nanosToFirstFill()).ordinal()
                : Classes.NONE;
    }

    private static int lifetimeClass(Lifecycle order) {
        return order.isEntered() && order.hasEnded()
                ? TimeClass.of(order.lifetimeNanos()).ordinal()
                : Classes.NONE;
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
