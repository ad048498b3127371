package io.ordermatrix.lifecycle;

import static io.ordermatrix.lifecycle.LifecycleColumn.AMENDED_QUANTITY;
import static io.ordermatrix.lifecycle.LifecycleColumn.AMENDMENTS;
import static io.ordermatrix.lifecycle.LifecycleColumn.ENTERED;
import static io.ordermatrix.lifecycle.LifecycleColumn.ENTRY_BID;
import static io.ordermatrix.lifecycle.LifecycleColumn.ENTRY_NATIONAL_BID;
import static io.ordermatrix.lifecycle.LifecycleColumn.ENTRY_NATIONAL_OFFER;
import static io.ordermatrix.lifecycle.LifecycleColumn.ENTRY_OFFER;
import static io.ordermatrix.lifecycle.LifecycleColumn.ENTRY_PRICE;
import static io.ordermatrix.lifecycle.LifecycleColumn.ENTRY_QUANTITY;
import static io.ordermatrix.lifecycle.LifecycleColumn.EVENTS;
import static io.ordermatrix.lifecycle.LifecycleColumn.EXCHANGEORDERTYPE;
import static io.ordermatrix.lifecycle.LifecycleColumn.FILLS;
import static io.ordermatrix.lifecycle.LifecycleColumn.FIRST_AMENDMENT_TIMESTAMP;
import static io.ordermatrix.lifecycle.LifecycleColumn.FIRST_FILL_TIMESTAMP;
import static io.ordermatrix.lifecycle.LifecycleColumn.FIRST_TIMESTAMP;
import static io.ordermatrix.lifecycle.LifecycleColumn.LAST_FILL_TIMESTAMP;
import static io.ordermatrix.lifecycle.LifecycleColumn.LAST_PRICE;
import static io.ordermatrix.lifecycle.LifecycleColumn.LAST_QUANTITY;
import static io.ordermatrix.lifecycle.LifecycleColumn.LAST_TIMESTAMP;
import static io.ordermatrix.lifecycle.LifecycleColumn.LEAVES_QUANTITY;
import static io.ordermatrix.lifecycle.LifecycleColumn.MATCHED_QUANTITY;
import static io.ordermatrix.lifecycle.LifecycleColumn.PARTICIPANTID;
import static io.ordermatrix.lifecycle.LifecycleColumn.SIDE;
import static io.ordermatrix.lifecycle.LifecycleColumn.TOTAL_MATCHED_QUANTITY;

import io.ordermatrix.group.SortedGroups;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.orders.EventLayout;
import java.io.IOException;
import java.util.List;

/**
 * Makes one row of the events of each order and day, which follow each other in the order of time. A column is made for many orders
 * before the next one is.
 */
final class LifecycleFold implements SortedGroups {
    private static final List<LifecycleColumn> ENTRY_QUOTES =
            List.of(ENTRY_BID, ENTRY_OFFER, ENTRY_NATIONAL_BID, ENTRY_NATIONAL_OFFER);
    private static final long UNKNOWN_WITHOUT_REASON = LifecycleRows.nullBit(ENTERED)
            | LifecycleRows.nullBit(AMENDMENTS)
            | LifecycleRows.nullBit(AMENDED_QUANTITY);
    private static final long WITHOUT_AMENDMENT = LifecycleRows.nullBit(FIRST_AMENDMENT_TIMESTAMP);
    private static final long WITHOUT_FILL =
            LifecycleRows.nullBit(FIRST_FILL_TIMESTAMP) | LifecycleRows.nullBit(LAST_FILL_TIMESTAMP);

    private static final int TEN = 10;

    private final OrderBatch batch;
    private final EventColumns events;
    /** What makes quotes and prices numbers of the same unit; one of these is 1. */
    private final long quoteFactor;

    private final long priceFactor;
    /** A quote beyond all prices stays beyond all prices. */
    private final long mostQuote;

    private final long[][] rows = new long[LifecycleRows.LAYOUT.stride()][MOST];
    /** The next row; those before it are complete. */
    private int row;

    /** The next order of the batch. */
    private int order;

    /**
     * @param events as {@link LifecycleEvents} has them spilled
     * @param priceExponent the power of ten of a quote's unit in which prices are
     */
    LifecycleFold(SortedGroups events, EventLayout layout, int priceExponent) {
        quoteFactor = (long) Math.pow(TEN, Math.max(priceExponent, 0));
        priceFactor = (long) Math.pow(TEN, Math.max(-priceExponent, 0));
        mostQuote = Long.MAX_VALUE / quoteFactor;
        batch = new OrderBatch(events, layout);
        this.events = batch.events();
    }

    @Override
    public boolean next() throws IOException {
        row = 0;
        while (row < MOST && hasOrder()) {
            int count = Math.min(batch.size() - order, MOST - row);
            addOrders(count);
            order += count;
            row += count;
        }
        return row > 0;
    }

    private boolean hasOrder() throws IOException {
        if (order < batch.size()) {
            return true;
        }
        order = 0;
        return batch.next();
    }

    private void addOrders(int count) {
        for (int word = 0; word < LifecycleRows.LAYOUT.words(); word++) {
            copyFirst(events.key(word), rows[word], count);
        }
        addFirstEvents(count);
        addLastEvents(count);
        addCounts(count);
        addNulls(count);
        for (int quote = 0; quote < ENTRY_QUOTES.size(); quote++) {
            addQuotes(quote, count);
        }
        classify(count);
    }

    private void addFirstEvents(int count) {
        copyFirst(events.values(OrderColumn.PARTICIPANTID), column(PARTICIPANTID), count);
        copyFirst(events.values(OrderColumn.SIDE), column(SIDE), count);
        copyFirst(events.values(OrderColumn.EXCHANGEORDERTYPE), column(EXCHANGEORDERTYPE), count);
        copyFirst(events.timestamps(), column(FIRST_TIMESTAMP), count);
        copyFirst(events.values(OrderColumn.PRICE), column(ENTRY_PRICE), count);
        copyFirst(events.values(OrderColumn.QUANTITY), column(ENTRY_QUANTITY), count);
    }

    private void addLastEvents(int count) {
        copyLast(events.timestamps(), column(LAST_TIMESTAMP), count);
        copyLast(events.values(OrderColumn.PRICE), column(LAST_PRICE), count);
        copyLast(events.values(OrderColumn.QUANTITY), column(LAST_QUANTITY), count);
        copyLast(events.values(OrderColumn.LEAVESQUANTITY), column(LEAVES_QUANTITY), count);
        copyLast(events.values(OrderColumn.TOTALMATCHEDQUANTITY), column(TOTAL_MATCHED_QUANTITY), count);
        long[] matched = column(TOTAL_MATCHED_QUANTITY);
        long[] matchedToday = column(MATCHED_QUANTITY);
        for (int at = 0; at < count; at++) {
            matchedToday[row + at] = matched[row + at] - batch.matchedBefore(order + at);
        }
    }

    private void copyFirst(long[] values, long[] target, int count) {
        for (int at = 0; at < count; at++) {
            target[row + at] = values[batch.firstEvent(order + at)];
        }
    }

    private void copyLast(long[] values, long[] target, int count) {
        for (int at = 0; at < count; at++) {
            target[row + at] = values[batch.lastEvent(order + at)];
        }
    }

    private void addCounts(int count) {
        OrderCounts counts = batch.counts();
        System.arraycopy(counts.events(), order, column(EVENTS), row, count);
        System.arraycopy(counts.amendments(), order, column(AMENDMENTS), row, count);
        System.arraycopy(counts.amendedQuantities(), order, column(AMENDED_QUANTITY), row, count);
        System.arraycopy(counts.firstAmendments(), order, column(FIRST_AMENDMENT_TIMESTAMP), row, count);
        System.arraycopy(counts.fills(), order, column(FILLS), row, count);
        System.arraycopy(counts.firstFills(), order, column(FIRST_FILL_TIMESTAMP), row, count);
        System.arraycopy(counts.lastFills(), order, column(LAST_FILL_TIMESTAMP), row, count);
    }

    /** Says what is not known or has not happened; what is null is 0. */
    private void addNulls(int count) {
        int[] reasons = events.reasons();
        long[] nulls = rows[LifecycleRows.NULLS];
        for (int at = row; at < row + count; at++) {
            int reason = reasons[batch.firstEvent(order + at - row)];
            boolean isKnown = reason != EventColumns.NO_REASON;
            column(ENTERED)[at] = OrderBatch.isEntry(reason) ? 1 : 0;
            column(AMENDMENTS)[at] = isKnown ? column(AMENDMENTS)[at] : 0;
            column(AMENDED_QUANTITY)[at] = isKnown ? column(AMENDED_QUANTITY)[at] : 0;
            boolean isAmended = column(AMENDMENTS)[at] > 0;
            column(FIRST_AMENDMENT_TIMESTAMP)[at] = isAmended ? column(FIRST_AMENDMENT_TIMESTAMP)[at] : 0;
            boolean isFilled = column(FILLS)[at] > 0;
            column(FIRST_FILL_TIMESTAMP)[at] = isFilled ? column(FIRST_FILL_TIMESTAMP)[at] : 0;
            column(LAST_FILL_TIMESTAMP)[at] = isFilled ? column(LAST_FILL_TIMESTAMP)[at] : 0;
            nulls[at] = (isKnown ? 0 : UNKNOWN_WITHOUT_REASON)
                    | (isAmended ? 0 : WITHOUT_AMENDMENT)
                    | (isFilled ? 0 : WITHOUT_FILL);
        }
    }

    private void addQuotes(int quote, int count) {
        EventColumns.OptionalColumn values = events.quote(quote);
        long[] target = column(ENTRY_QUOTES.get(quote));
        long[] nulls = rows[LifecycleRows.NULLS];
        long bit = LifecycleRows.nullBit(ENTRY_QUOTES.get(quote));
        for (int at = 0; at < count; at++) {
            int event = batch.firstEvent(order + at);
            boolean isNull = values.isNull(event);
            target[row + at] = isNull ? 0 : values.get(event);
            nulls[row + at] |= isNull ? bit : 0;
        }
    }

    private void classify(int count) {
        int[] reasons = events.reasons();
        long[] statuses = events.values(OrderColumn.ORDERSTATUS);
        for (int at = row; at < row + count; at++) {
            int last = batch.lastEvent(order + at - row);
            LifecycleRows.put(
                    Outcome.of(
                            (int) statuses[last],
                            column(LEAVES_QUANTITY)[at],
                            column(TOTAL_MATCHED_QUANTITY)[at],
                            reasons[last],
                            column(EVENTS)[at]),
                    rows,
                    at);
            LifecycleRows.put(aggressiveness(at), rows, at);
        }
    }

    private Aggressiveness aggressiveness(int at) {
        return column(ENTERED)[at] != 0
                ? Aggressiveness.of(
                        (int) column(SIDE)[at],
                        column(ENTRY_PRICE)[at] * priceFactor,
                        scaled(ENTRY_NATIONAL_BID, at),
                        scaled(ENTRY_NATIONAL_OFFER, at))
                : Aggressiveness.UNKNOWN;
    }

    /** A quote in the unit of prices times their factor. */
    private long scaled(LifecycleColumn quote, int at) {
        boolean isNull = (rows[LifecycleRows.NULLS][at] & LifecycleRows.nullBit(quote)) != 0;
        return isNull
                ? Aggressiveness.NO_QUOTE
                : Math.max(-mostQuote, Math.min(mostQuote, column(quote)[at])) * quoteFactor;
    }

    private long[] column(LifecycleColumn column) {
        return rows[LifecycleRows.index(column)];
    }

    @Override
    public long[][] columns() {
        return rows;
    }

    @Override
    public int to() {
        return row;
    }

    @Override
    public void close() throws IOException {
        batch.close();
    }
}
