package io.ordermatrix.cube;

import io.ordermatrix.group.Aggregate;
import io.ordermatrix.order.OrderColumn;
import java.util.List;
import java.util.stream.Stream;

/**
 * The measures of a group of order events: one line each, and nothing to add anywhere else.
 *
 * <p>Only exact integers are {@linkplain #COLLECTED collected} from events; partial results are merged by sum, minimum
 * and maximum. The measures are computed from them at the end, so that rounding does not depend on how the events were
 * grouped on the way.
 *
 * <p>Squares of quantities have up to 62 bits, and two of them overflow a BIGINT. They are summed in two halves of 32
 * bits, which is exact and costs no decimal arithmetic per event.
 */
public final class Measures {
    /** The column with the number of events. */
    static final String COLUMN_OF_EVENTS = "events";

    private static final MeasureList ALL = new MeasureList()
            .count(COLUMN_OF_EVENTS)
            .sum("buy_events", OrderColumn.BUY)
            .sum("sell_events", OrderColumn.SELL)
            .sum("quantity_sum", OrderColumn.QUANTITY)
            .mean("quantity_mean", OrderColumn.QUANTITY)
            .quantityDeviation("quantity_std")
            .sum("matched_quantity_sum", OrderColumn.TOTALMATCHEDQUANTITY)
            .mean("price_mean", OrderColumn.PRICE)
            .min("price_min", OrderColumn.PRICE)
            .max("price_max", OrderColumn.PRICE)
            .sum("notional_sum", OrderColumn.NOTIONAL)
            .ratio("price_weighted_mean", OrderColumn.NOTIONAL, OrderColumn.QUANTITY)
            .distinct("securities", OrderColumn.SECURITY_CODE)
            .distinct("dates", OrderColumn.TRADE_DATE)
            .distinct("participants", OrderColumn.PARTICIPANTID)
            .min("first_timestamp", OrderColumn.TIMESTAMP)
            .max("last_timestamp", OrderColumn.TIMESTAMP);

    /** The measures of every result, in order. */
    static final List<Measure> SHOWN = ALL.shown();

    /** Their names. */
    public static final List<String> NAMES = SHOWN.stream().map(Measure::name).toList();

    /** The columns of the cube after its keys: the measures, then those that only merging needs. */
    static final List<Measure> OF_CUBE =
            Stream.concat(SHOWN.stream(), ALL.forMerging().stream()).toList();

    /** Those of them from which the collected numbers can be recovered. */
    static final List<Measure.Mergeable> MERGEABLE = OF_CUBE.stream()
            .filter(Measure.Mergeable.class::isInstance)
            .map(Measure.Mergeable.class::cast)
            .toList();

    /** The numbers collected from the events of a group. */
    static final List<Aggregate> COLLECTED = ALL.collected();

    /** The index of the number of events in {@link #COLLECTED}. */
    static final int EVENTS = COLLECTED.indexOf(Aggregate.count(COLUMN_OF_EVENTS));

    private Measures() {}
}
