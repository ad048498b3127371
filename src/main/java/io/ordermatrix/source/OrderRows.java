package io.ordermatrix.source;

import static io.ordermatrix.source.OrderValues.BUY;
import static io.ordermatrix.source.OrderValues.EXCHANGEORDERTYPE;
import static io.ordermatrix.source.OrderValues.HOUR;
import static io.ordermatrix.source.OrderValues.LEAVESQUANTITY;
import static io.ordermatrix.source.OrderValues.NEEDED;
import static io.ordermatrix.source.OrderValues.NOTIONAL;
import static io.ordermatrix.source.OrderValues.ONE;
import static io.ordermatrix.source.OrderValues.ORDERSTATUS;
import static io.ordermatrix.source.OrderValues.ORDER_ID;
import static io.ordermatrix.source.OrderValues.PARTICIPANTID;
import static io.ordermatrix.source.OrderValues.PRICE;
import static io.ordermatrix.source.OrderValues.QUANTITY;
import static io.ordermatrix.source.OrderValues.QUANTITY_SQUARE_HIGH;
import static io.ordermatrix.source.OrderValues.QUANTITY_SQUARE_LOW;
import static io.ordermatrix.source.OrderValues.SECURITY_CODE;
import static io.ordermatrix.source.OrderValues.SELL;
import static io.ordermatrix.source.OrderValues.SIDE;
import static io.ordermatrix.source.OrderValues.SIZE_BUCKET;
import static io.ordermatrix.source.OrderValues.TIMESTAMP;
import static io.ordermatrix.source.OrderValues.TOTALMATCHEDQUANTITY;
import static io.ordermatrix.source.OrderValues.TRADE_DATE;

import io.ordermatrix.csv.Numbers;
import io.ordermatrix.csv.RowBlock;
import io.ordermatrix.order.ExchangeClock;
import io.ordermatrix.order.Filter;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.order.RejectReason;
import io.ordermatrix.order.RejectReason.Kind;
import io.ordermatrix.order.SelectionFilter;
import io.ordermatrix.order.SizeBucket;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Reads rows with the expected number of fields as order events, one at a time: filter columns first, then the rest of the
 * needed columns, then what is made of them.
 *
 * <p>This class is ugly for speed. It gives up a loop over columns: the fields of a row are parsed by straight code with a
 * parser for each width, into one reused array of values, and why a row can't be read is found out only after it couldn't.
 */
final class OrderRows {
    /** What became of a row. */
    enum Fate {
        KEPT,
        /** By the selection; {@link #droppedBy()} says which filter. */
        DROPPED,
        /** By a query's own predicate. */
        FILTERED,
        /** {@link #reason()} says why. */
        REJECTED
    }

    private final SelectionFilter selection;
    private final boolean selects;
    private final RowPredicate predicate;
    private final boolean filters;
    private final boolean filtersMade;
    /** The needed columns to read before a row may be dropped, in the order of reading. */
    private final int[] early;
    /** The same as bits. */
    private final int earlyBits;

    private final boolean needsTime;
    private final boolean needsSize;
    private final boolean needsProducts;
    private final int priceDecimals;
    private final ExchangeClock clock;

    private final long[] values = new long[OrderValues.COUNT];
    private final int[] fields = new int[NEEDED];
    private int lastField;
    private byte[] bytes;
    private int[] ends;
    private int first;
    private int lastEnd;

    private int trouble;
    private Filter droppedBy;

    /**
     * @param predicate what a query asks for besides the selection
     * @param wanted the places of the values that are read after a row was kept
     */
    OrderRows(ScanSpec spec, RowPredicate predicate, BitSet wanted) {
        selection = new SelectionFilter(spec.selection());
        List<OrderColumn> filterColumns = spec.selection().filterColumns();
        selects = !filterColumns.isEmpty();
        this.predicate = predicate;
        filters = predicate != RowPredicate.ALWAYS;
        priceDecimals = spec.priceDecimals();
        clock = new ExchangeClock(spec.selection().zone());

        BitSet tested = new BitSet();
        predicate.addPlaces(tested);
        filtersMade = tested.nextSetBit(NEEDED) >= 0;
        early = earlyColumns(filterColumns, tested);
        int bits = 0;
        for (int place : early) {
            bits |= 1 << place;
        }
        earlyBits = bits;

        BitSet used = (BitSet) wanted.clone();
        used.or(tested);
        needsTime = used.get(TRADE_DATE) || used.get(HOUR);
        needsSize = used.get(SIZE_BUCKET);
        needsProducts = used.nextSetBit(BUY) >= 0;
        values[ONE] = 1;
    }

    /** The selection's columns in its order, then those of the predicate in the order of checking. */
    private static int[] earlyColumns(List<OrderColumn> filterColumns, BitSet tested) {
        BitSet predicateColumns = new BitSet();
        tested.stream().filter(place -> place < NEEDED).forEach(predicateColumns::set);
        if (tested.get(TRADE_DATE) || tested.get(HOUR)) {
            predicateColumns.set(TIMESTAMP);
        }
        if (tested.get(SIZE_BUCKET)) {
            predicateColumns.set(QUANTITY);
        }
        if (tested.nextSetBit(BUY) >= 0) {
            predicateColumns.set(SIDE);
            predicateColumns.set(PRICE);
            predicateColumns.set(QUANTITY);
        }
        filterColumns.forEach(column -> predicateColumns.clear(OrderValues.place(column)));
        return IntStream.concat(filterColumns.stream().mapToInt(OrderValues::place), predicateColumns.stream())
                .toArray();
    }

    /** Goes on with another file. */
    void begin(Header header) {
        for (int place = 0; place < NEEDED; place++) {
            fields[place] = header.field(OrderValues.column(place));
        }
        lastField = header.fieldCount() - 1;
    }

    /** Goes on with another block of the file. */
    void begin(RowBlock block) {
        bytes = block.bytes();
        ends = block.ends();
    }

    /** The values of the row that was kept last; see {@link OrderValues} for their places. */
    long[] values() {
        return values;
    }

    Filter droppedBy() {
        return droppedBy;
    }

    /** Reads a row of the block that is of the kind PLAIN. */
    Fate read(RowBlock block, int row) {
        first = block.first(row);
        lastEnd = block.end(row, lastField);
        if (early.length > 0) {
            for (int place : early) {
                if (!parse(place)) {
                    return Fate.REJECTED;
                }
            }
            if (selects) {
                droppedBy = selection.dropping(
                        values[TIMESTAMP], (int) values[SECURITY_CODE], (int) values[PARTICIPANTID], (int)
                                values[EXCHANGEORDERTYPE]);
                if (droppedBy != null) {
                    return Fate.DROPPED;
                }
            }
        }
        if (filtersMade) {
            // What the predicate does not test is made of old values here, and made again when the row is kept.
            make();
        }
        if (filters && !predicate.test(values)) {
            return Fate.FILTERED;
        }
        if (!parseRest()) {
            return Fate.REJECTED;
        }
        make();
        return Fate.KEPT;
    }

    private boolean parseRest() {
        int done = earlyBits;
        return ((done & 1 << ORDER_ID) != 0 || parseBigint(ORDER_ID))
                && ((done & 1 << TIMESTAMP) != 0 || parseBigint(TIMESTAMP))
                && ((done & 1 << SECURITY_CODE) != 0 || parseInt(SECURITY_CODE))
                && ((done & 1 << PRICE) != 0 || parsePrice())
                && ((done & 1 << SIDE) != 0 || parseSide())
                && ((done & 1 << QUANTITY) != 0 || parseShares(QUANTITY))
                && ((done & 1 << LEAVESQUANTITY) != 0 || parseShares(LEAVESQUANTITY))
                && ((done & 1 << TOTALMATCHEDQUANTITY) != 0 || parseShares(TOTALMATCHEDQUANTITY))
                && ((done & 1 << EXCHANGEORDERTYPE) != 0 || parseSmallint(EXCHANGEORDERTYPE))
                && ((done & 1 << PARTICIPANTID) != 0 || parseInt(PARTICIPANTID))
                && ((done & 1 << ORDERSTATUS) != 0 || parseTinyint(ORDERSTATUS));
    }

    private boolean parse(int place) {
        return switch (place) {
            case ORDER_ID, TIMESTAMP -> parseBigint(place);
            case SECURITY_CODE, PARTICIPANTID -> parseInt(place);
            case PRICE -> parsePrice();
            case SIDE -> parseSide();
            case QUANTITY, LEAVESQUANTITY, TOTALMATCHEDQUANTITY -> parseShares(place);
            case EXCHANGEORDERTYPE -> parseSmallint(place);
            default -> parseTinyint(place);
        };
    }

    private int start(int field) {
        return ends[first + field - 1] + 1;
    }

    private int end(int field) {
        return field == lastField ? lastEnd : ends[first + field];
    }

    private boolean parseBigint(int place) {
        int field = fields[place];
        long value = Numbers.longInteger(bytes, start(field), end(field), Long.MAX_VALUE);
        values[place] = value;
        return value != Numbers.NONE || isValue(place);
    }

    private boolean parseInt(int place) {
        int field = fields[place];
        long value = Numbers.integer(bytes, start(field), end(field), Integer.MAX_VALUE);
        values[place] = value;
        return value != Numbers.NONE || isValue(place);
    }

    private boolean parseSmallint(int place) {
        int field = fields[place];
        long value = Numbers.integer(bytes, start(field), end(field), Short.MAX_VALUE);
        values[place] = value;
        return value != Numbers.NONE || isValue(place);
    }

    private boolean parseTinyint(int place) {
        int field = fields[place];
        long value = Numbers.digit(bytes, start(field), end(field), Byte.MAX_VALUE);
        values[place] = value;
        return value != Numbers.NONE || isValue(place);
    }

    private boolean parsePrice() {
        int field = fields[PRICE];
        long value = Numbers.decimal(bytes, start(field), end(field), priceDecimals, Integer.MAX_VALUE);
        values[PRICE] = value;
        return value != Numbers.NONE || isValue(PRICE);
    }

    private boolean parseShares(int place) {
        return parseInt(place) && (values[place] >= 0 || fails(place));
    }

    private boolean parseSide() {
        return parseTinyint(SIDE) && (values[SIDE] == 1 || values[SIDE] == 2 || fails(SIDE));
    }

    private boolean fails(int place) {
        trouble = place;
        return false;
    }

    /** Whether what the parser took for no number is the one number that it writes like that. */
    private boolean isValue(int place) {
        return outcome(place) == Numbers.Outcome.VALUE || fails(place);
    }

    private Numbers.Outcome outcome(int place) {
        int field = fields[place];
        long limit = OrderValues.column(place).type().largest();
        return place == PRICE
                ? Numbers.decimalOutcome(bytes, start(field), end(field), priceDecimals, limit)
                : Numbers.integerOutcome(bytes, start(field), end(field), limit);
    }

    /** Why the row could not be read. */
    RejectReason reason() {
        Kind kind = switch (outcome(trouble)) {
            case MISSING -> Kind.MISSING;
            case NOT_A_NUMBER -> Kind.NOT_A_NUMBER;
            case OVERFLOW -> Kind.OVERFLOW;
            case PRECISION -> Kind.PRECISION;
            case VALUE -> trouble == SIDE ? Kind.SIDE : Kind.NEGATIVE;
        };
        return new RejectReason(kind, OrderValues.column(trouble));
    }

    private void make() {
        if (needsTime) {
            long timestamp = values[TIMESTAMP];
            values[TRADE_DATE] = clock.epochDay(timestamp);
            values[HOUR] = clock.hour(timestamp);
        }
        long quantity = values[QUANTITY];
        if (needsSize) {
            values[SIZE_BUCKET] = SizeBucket.codeOf((int) quantity);
        }
        if (needsProducts) {
            long side = values[SIDE];
            values[BUY] = side & 1;
            values[SELL] = side >>> 1;
            values[NOTIONAL] = values[PRICE] * quantity;
            long square = quantity * quantity;
            values[QUANTITY_SQUARE_HIGH] = square >>> 32;
            values[QUANTITY_SQUARE_LOW] = square & 0xFFFF_FFFFL;
        }
    }
}
