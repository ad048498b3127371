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
import io.ordermatrix.orders.EventLayout;
import java.io.IOException;
import java.util.List;

/** Makes one row of the events of each order and day, which follow each other in the order of time. */
final class LifecycleFold implements SortedGroups {
    private static final int AMENDED = 5;
    private static final int NEW = 6;
    private static final int NEW_AND_INACTIVE = 29;

    private static final List<LifecycleColumn> ENTRY_QUOTES =
            List.of(ENTRY_BID, ENTRY_OFFER, ENTRY_NATIONAL_BID, ENTRY_NATIONAL_OFFER);

    private final SortedGroups events;
    private final EventColumns input;
    /** What makes quotes and prices numbers of the same unit; one of these is 1. */
    private final long quoteFactor;

    private final long priceFactor;
    /** A quote beyond all prices stays beyond all prices. */
    private final long mostQuote;

    private static final int TEN = 10;

    private final long[][] rows = new long[LifecycleRows.LAYOUT.stride()][MOST];
    /** The row of the order that is being read; those before it are complete. */
    private int row;

    private boolean isOpen;
    private boolean isReasonKnown;
    private boolean isEntered;
    private long eventCount;
    private long amendments;
    private long amendedQuantity;
    private long firstAmendment;
    private long fills;
    private long firstFill;
    private long lastFill;
    private long matchedBefore;
    private long matchedAtFirst;
    private int lastReason;
    private int lastStatus;
    /** The next event in the columns. */
    private int at;

    private int end;

    /**
     * @param events as {@link LifecycleEvents} has them spilled
     * @param priceExponent the power of ten of a quote's unit in which prices are
     */
    LifecycleFold(SortedGroups events, EventLayout layout, int priceExponent) {
        this.events = events;
        quoteFactor = (long) Math.pow(TEN, Math.max(priceExponent, 0));
        priceFactor = (long) Math.pow(TEN, Math.max(-priceExponent, 0));
        mostQuote = Long.MAX_VALUE / quoteFactor;
        input = new EventColumns(layout);
    }

    @Override
    public boolean next() throws IOException {
        row = 0;
        while (row < MOST && hasEvent()) {
            if (isOpen && !isSameOrder()) {
                endOrder();
            } else {
                if (!isOpen) {
                    beginOrder();
                }
                addEvents();
            }
        }
        if (isOpen) {
            endOrder();
        }
        return row > 0;
    }

    private static boolean isEntry(int reason) {
        return reason == NEW || reason == NEW_AND_INACTIVE;
    }

    private boolean hasEvent() throws IOException {
        while (at == end) {
            if (!events.next()) {
                return false;
            }
            input.read(events.columns());
            at = events.from();
            end = events.to();
        }
        return true;
    }

    private boolean isSameOrder() {
        for (int word = 0; word < LifecycleRows.LAYOUT.words(); word++) {
            if (rows[word][row] != events.columns()[word][at]) {
                return false;
            }
        }
        return true;
    }

    private void beginOrder() {
        isOpen = true;
        for (int word = 0; word < LifecycleRows.LAYOUT.words(); word++) {
            rows[word][row] = events.columns()[word][at];
        }
        rows[LifecycleRows.NULLS][row] = 0;
        put(PARTICIPANTID, input.participant(at));
        put(SIDE, input.side(at));
        put(EXCHANGEORDERTYPE, input.orderType(at));
        put(FIRST_TIMESTAMP, input.timestamp(at));
        put(ENTRY_PRICE, input.price(at));
        put(ENTRY_QUANTITY, input.quantity(at));
        for (int quote = 0; quote < ENTRY_QUOTES.size(); quote++) {
            put(ENTRY_QUOTES.get(quote), input.quote(at, quote), input.hasQuote(at, quote));
        }
        int reason = input.reason(at);
        isReasonKnown = reason != EventColumns.NO_REASON;
        isEntered = isEntry(reason);
        eventCount = 0;
        amendments = 0;
        amendedQuantity = 0;
        fills = 0;
        // What an order from an earlier day had traded before its first event of this day is not known.
        matchedAtFirst = isReasonKnown && !isEntered ? input.matched(at) : 0;
        matchedBefore = matchedAtFirst;
    }

    /** Adds the events of the order that are in the columns. */
    private void addEvents() {
        do {
            addEvent();
            at++;
        } while (at < end && isSameOrder());
        int last = at - 1;
        lastStatus = input.status(last);
        put(LAST_TIMESTAMP, input.timestamp(last));
        put(LAST_PRICE, input.price(last));
        put(LAST_QUANTITY, input.quantity(last));
        put(LEAVES_QUANTITY, input.leaves(last));
    }

    private void addEvent() {
        eventCount++;
        lastReason = input.reason(at);
        if (lastReason == AMENDED) {
            if (amendments++ == 0) {
                firstAmendment = input.timestamp(at);
            }
            amendedQuantity += input.quantity(at);
        }
        long matched = input.matched(at);
        if (matched > matchedBefore) {
            lastFill = input.timestamp(at);
            if (fills++ == 0) {
                firstFill = lastFill;
            }
        }
        matchedBefore = matched;
    }

    private void endOrder() {
        put(EVENTS, eventCount);
        put(ENTERED, isEntered ? 1 : 0, isReasonKnown);
        put(AMENDMENTS, amendments, isReasonKnown);
        put(AMENDED_QUANTITY, amendedQuantity, isReasonKnown);
        put(FIRST_AMENDMENT_TIMESTAMP, firstAmendment, isReasonKnown && amendments > 0);
        put(FILLS, fills);
        put(FIRST_FILL_TIMESTAMP, firstFill, fills > 0);
        put(LAST_FILL_TIMESTAMP, lastFill, fills > 0);
        put(MATCHED_QUANTITY, matchedBefore - matchedAtFirst);
        put(TOTAL_MATCHED_QUANTITY, matchedBefore);
        LifecycleRows.put(
                Outcome.of(lastStatus, get(LEAVES_QUANTITY), matchedBefore, lastReason, eventCount), rows, row);
        LifecycleRows.put(aggressiveness(), rows, row);
        row++;
        isOpen = false;
    }

    private Aggressiveness aggressiveness() {
        return isEntered
                ? Aggressiveness.of(
                        (int) get(SIDE),
                        get(ENTRY_PRICE) * priceFactor,
                        scaled(ENTRY_NATIONAL_BID),
                        scaled(ENTRY_NATIONAL_OFFER))
                : Aggressiveness.UNKNOWN;
    }

    /** A quote in the unit of prices times their factor. */
    private long scaled(LifecycleColumn quote) {
        boolean isNull = (rows[LifecycleRows.NULLS][row] & LifecycleRows.nullBit(quote)) != 0;
        return isNull ? Aggressiveness.NO_QUOTE : Math.max(-mostQuote, Math.min(mostQuote, get(quote))) * quoteFactor;
    }

    private long get(LifecycleColumn column) {
        return rows[LifecycleRows.index(column)][row];
    }

    private void put(LifecycleColumn column, long value) {
        rows[LifecycleRows.index(column)][row] = value;
    }

    /** Puts a value, or null if it is not there. */
    private void put(LifecycleColumn column, long value, boolean isThere) {
        rows[LifecycleRows.index(column)][row] = isThere ? value : 0;
        rows[LifecycleRows.NULLS][row] |= isThere ? 0 : LifecycleRows.nullBit(column);
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
        events.close();
    }
}
