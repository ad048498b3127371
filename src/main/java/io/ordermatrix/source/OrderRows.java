package io.ordermatrix.source;

import static io.ordermatrix.source.OrderValues.BUY;
import static io.ordermatrix.source.OrderValues.EXCHANGEORDERTYPE;
import static io.ordermatrix.source.OrderValues.HOUR;
import static io.ordermatrix.source.OrderValues.LEAVESQUANTITY;
import static io.ordermatrix.source.OrderValues.NEEDED;
import static io.ordermatrix.source.OrderValues.NOTIONAL;
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
import io.ordermatrix.csv.PlainIntegers;
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
 * Reads the rows of a block as order events, a batch at a time and column by column: filter columns first, then, of the rows
 * that are kept, the rest of the needed columns, then what is made of them.
 *
 * <p>This class is ugly for speed. It gives up the row: a loop over one column of a thousand rows is small enough for the
 * compiler to do well, and which rows have trouble is found out only for columns that have any. It also gives up one loop
 * for all parsers: a call that could be any of five would be made a hundred million times a second.
 */
final class OrderRows {
    /** Hears of the rows that are not kept. */
    interface Discards {
        void header();

        void blank();

        /**
         * Takes a row that can't be read.
         *
         * @param row where in its block it is
         */
        void rejected(int row, RejectReason reason);

        /** By the selection. */
        void dropped(Filter filter);

        /** By a query's own predicate. */
        void filtered(int rows);
    }

    private static final int[] ALL_NEEDED = IntStream.range(0, NEEDED).toArray();

    private final SelectionFilter selection;
    private final boolean selects;
    private final RowPredicate predicate;
    private final boolean filters;
    private final boolean filtersTime;
    private final boolean filtersSize;
    private final boolean filtersProducts;
    private final boolean needsTime;
    private final boolean needsSize;
    private final boolean needsProducts;
    /** The needed columns to read before a row may be dropped, in the order of reading, and all that is made of them. */
    private final int[] early;

    private final int[] earlyAndMade;
    /** The other needed columns, in the order of the table. */
    private final int[] late;

    private final int priceDecimals;
    private final ExchangeClock clock;

    private final PlainIntegers plain = new PlainIntegers(RowBatch.CAPACITY);
    private final RowBatch batch = new RowBatch();
    private final int[] rows = new int[RowBatch.CAPACITY];
    /** The place of the first column with trouble, from 1, for each row of the batch; 0 where there is none. */
    private final byte[] troubles = new byte[RowBatch.CAPACITY];

    private boolean anyTrouble;
    /** Rejects in the order of their rows, which are found column by column. */
    private final RejectReason[] rejects = new RejectReason[RowBatch.CAPACITY];

    private final int[] fields = new int[NEEDED];
    private int lastField;

    /**
     * @param predicate what a query asks for besides the selection
     * @param wanted the places of the values that are read after a row was kept
     */
    OrderRows(ScanSpec spec, RowPredicate predicate, BitSet wanted) {
        selection = new SelectionFilter(spec.selection());
        List<OrderColumn> filterColumns = spec.selection().filterColumns();
        selects = !filterColumns.isEmpty();
        this.predicate = predicate;
        filters = !predicate.isAlways();
        priceDecimals = spec.priceDecimals();
        clock = new ExchangeClock(spec.selection().zone());

        BitSet tested = new BitSet();
        predicate.addPlaces(tested);
        filtersTime = tested.get(TRADE_DATE) || tested.get(HOUR);
        filtersSize = tested.get(SIZE_BUCKET);
        filtersProducts = tested.nextSetBit(BUY) >= 0;
        needsTime = wanted.get(TRADE_DATE) || wanted.get(HOUR);
        needsSize = wanted.get(SIZE_BUCKET);
        needsProducts = wanted.nextSetBit(BUY) >= 0;
        early = earlyColumns(filterColumns, tested);
        earlyAndMade = filtersTime
                ? IntStream.concat(IntStream.of(early), IntStream.of(TRADE_DATE, HOUR))
                        .toArray()
                : early;
        late = IntStream.of(ALL_NEEDED)
                .filter(place -> IntStream.of(early).noneMatch(done -> done == place))
                .toArray();
    }

    /** The selection's columns in its order, then those of the predicate in the order of checking. */
    private int[] earlyColumns(List<OrderColumn> filterColumns, BitSet tested) {
        BitSet columns = new BitSet();
        tested.stream().filter(place -> place < NEEDED).forEach(columns::set);
        if (filtersTime) {
            columns.set(TIMESTAMP);
        }
        if (filtersSize) {
            columns.set(QUANTITY);
        }
        if (filtersProducts) {
            columns.set(SIDE);
            columns.set(PRICE);
            columns.set(QUANTITY);
        }
        filterColumns.forEach(column -> columns.clear(OrderValues.place(column)));
        return IntStream.concat(filterColumns.stream().mapToInt(OrderValues::place), columns.stream())
                .toArray();
    }

    /** The kept rows that were read last. */
    RowBatch batch() {
        return batch;
    }

    /** Goes on with another file. */
    void begin(Header header) {
        for (int place = 0; place < NEEDED; place++) {
            fields[place] = header.field(OrderValues.column(place));
        }
        lastField = header.fieldCount() - 1;
    }

    /**
     * Reads rows of a block into the batch.
     *
     * @param from the first row
     * @param to after the last row, at most {@link RowBatch#CAPACITY} rows further
     */
    void read(RowBlock block, int from, int to, Discards discards) {
        boolean anyReject = takeWellFormed(block, from, to, discards);
        parse(block, early);
        anyReject |= rejectTroubled(block, from, early);
        filter(discards);
        parse(block, late);
        anyReject |= rejectTroubled(block, from, ALL_NEEDED);
        if (needsTime && !filtersTime) {
            makeTime();
        }
        if (needsSize) {
            makeSize();
        }
        if (needsProducts) {
            makeProducts();
        }
        if (anyReject) {
            reportRejects(from, to, discards);
        }
    }

    /** Lists the rows that have the expected number of fields. */
    private boolean takeWellFormed(RowBlock block, int from, int to, Discards discards) {
        int[] blockRows = batch.blockRows();
        boolean anyReject = false;
        int count = 0;
        for (int row = from; row < to; row++) {
            blockRows[count] = row;
            byte kind = block.kind(row);
            if (kind == RowBlock.PLAIN) {
                count++;
            } else if (kind == RowBlock.HEADER) {
                discards.header();
            } else if (kind == RowBlock.BLANK) {
                discards.blank();
            } else {
                rejects[row - from] = kind == RowBlock.QUOTE ? RejectReason.QUOTE : RejectReason.FIELD_COUNT;
                anyReject = true;
            }
        }
        batch.setSize(count);
        return anyReject;
    }

    private void filter(Discards discards) {
        if (selects) {
            applySelection(discards);
        }
        if (filters) {
            if (filtersTime) {
                makeTime();
            }
            if (filtersSize) {
                makeSize();
            }
            if (filtersProducts) {
                makeProducts();
            }
            int before = batch.size();
            for (int row = 0; row < before; row++) {
                rows[row] = row;
            }
            int kept = predicate.select(batch, rows, before);
            discards.filtered(before - kept);
            batch.keep(rows, kept, earlyAndMade);
        }
    }

    private void applySelection(Discards discards) {
        long[] timestamps = batch.column(TIMESTAMP);
        long[] securities = batch.column(SECURITY_CODE);
        long[] participants = batch.column(PARTICIPANTID);
        long[] orderTypes = batch.column(EXCHANGEORDERTYPE);
        int kept = 0;
        for (int row = 0; row < batch.size(); row++) {
            Filter dropping = selection.dropping(
                    timestamps[row], (int) securities[row], (int) participants[row], (int) orderTypes[row]);
            if (dropping == null) {
                rows[kept++] = row;
            } else {
                discards.dropped(dropping);
            }
        }
        batch.keep(rows, kept, early);
    }

    private void parse(RowBlock block, int[] places) {
        for (int place : places) {
            switch (place) {
                case ORDER_ID, TIMESTAMP -> parseLongs(block, place);
                case SECURITY_CODE, PARTICIPANTID -> parseShorts(block, place, Integer.MIN_VALUE);
                case QUANTITY, LEAVESQUANTITY, TOTALMATCHEDQUANTITY -> parseShorts(block, place, 0);
                case EXCHANGEORDERTYPE -> parseOrderTypes(block);
                case PRICE -> parsePrices(block);
                case SIDE -> parseSides(block);
                case ORDERSTATUS -> parseDigits(block, place);
                default -> throw new IllegalArgumentException("No file has " + OrderValues.column(place));
            }
        }
    }

    /** A column whose numbers are usually as long as nanoseconds since 1970 are. */
    private void parseLongs(RowBlock block, int place) {
        int parsed = plain.parseLong(block, batch.blockRows(), batch.size(), fields[place], batch.column(place));
        parseIntegers(block, place, parsed, Long.MAX_VALUE, Long.MIN_VALUE);
    }

    /** A column of INTs, which eight digits never overflow. */
    private void parseShorts(RowBlock block, int place, long lowest) {
        int parsed = plain.parseShort(block, batch.blockRows(), batch.size(), fields[place], batch.column(place));
        parseIntegers(block, place, parsed, Integer.MAX_VALUE, lowest);
    }

    private void parseOrderTypes(RowBlock block) {
        long[] column = batch.column(EXCHANGEORDERTYPE);
        int parsed = plain.parseShort(block, batch.blockRows(), batch.size(), fields[EXCHANGEORDERTYPE], column);
        long highest = 0;
        for (int row = 0; row < parsed; row++) {
            highest = Math.max(highest, column[row]);
        }
        parseIntegers(
                block, EXCHANGEORDERTYPE, highest > Short.MAX_VALUE ? 0 : parsed, Short.MAX_VALUE, Short.MIN_VALUE);
    }

    /** Parses whatever there may be, from a row on. */
    private void parseIntegers(RowBlock block, int place, int from, long limit, long lowest) {
        byte[] bytes = block.bytes();
        int[] ends = block.ends();
        int[] blockRows = batch.blockRows();
        long[] column = batch.column(place);
        int field = fields[place];
        boolean isLast = field == lastField;
        boolean anyTrouble = false;
        for (int row = from; row < batch.size(); row++) {
            int at = block.first(blockRows[row]) + field;
            int end = isLast ? block.end(blockRows[row], field) : ends[at];
            long value = Numbers.integer(bytes, ends[at - 1] + 1, end, limit);
            column[row] = value;
            anyTrouble |= value == Numbers.NONE || value < lowest;
        }
        if (anyTrouble) {
            markTroubles(block, place);
        }
    }

    private void parseDigits(RowBlock block, int place) {
        byte[] bytes = block.bytes();
        int[] ends = block.ends();
        int[] blockRows = batch.blockRows();
        long[] column = batch.column(place);
        int field = fields[place];
        boolean isLast = field == lastField;
        boolean none = false;
        for (int row = 0; row < batch.size(); row++) {
            int at = block.first(blockRows[row]) + field;
            int end = isLast ? block.end(blockRows[row], field) : ends[at];
            long value = Numbers.digit(bytes, ends[at - 1] + 1, end, Byte.MAX_VALUE);
            column[row] = value;
            none |= value == Numbers.NONE;
        }
        if (none) {
            markTroubles(block, place);
        }
    }

    private void parseSides(RowBlock block) {
        parseDigits(block, SIDE);
        long[] column = batch.column(SIDE);
        long others = 0;
        for (int row = 0; row < batch.size(); row++) {
            others |= (column[row] - 1) & ~1L;
        }
        if (others != 0) {
            markTroubles(block, SIDE);
        }
    }

    private void parsePrices(RowBlock block) {
        int parsed = priceDecimals == 0
                ? plain.parseShort(block, batch.blockRows(), batch.size(), fields[PRICE], batch.column(PRICE))
                : 0;
        byte[] bytes = block.bytes();
        int[] ends = block.ends();
        int[] blockRows = batch.blockRows();
        long[] column = batch.column(PRICE);
        int field = fields[PRICE];
        boolean isLast = field == lastField;
        int decimals = priceDecimals;
        boolean none = false;
        for (int row = parsed; row < batch.size(); row++) {
            int at = block.first(blockRows[row]) + field;
            int end = isLast ? block.end(blockRows[row], field) : ends[at];
            long value = Numbers.decimal(bytes, ends[at - 1] + 1, end, decimals, Integer.MAX_VALUE);
            column[row] = value;
            none |= value == Numbers.NONE;
        }
        if (none) {
            markTroubles(block, PRICE);
        }
    }

    /** Marks the rows that a column has trouble with. */
    private void markTroubles(RowBlock block, int place) {
        for (int row = 0; row < batch.size(); row++) {
            if (trouble(block, row, place) != null) {
                troubles[row] = 1;
                anyTrouble = true;
            }
        }
    }

    /** What is wrong with a value that was parsed; null if nothing is. */
    private Kind trouble(RowBlock block, int row, int place) {
        long value = batch.column(place)[row];
        if (value == Numbers.NONE) {
            Kind kind = kindOfNone(block, batch.blockRows()[row], place);
            if (kind != null) {
                return kind;
            }
        }
        if (place == SIDE) {
            return value == 1 || value == 2 ? null : Kind.SIDE;
        }
        boolean isShares = place == QUANTITY || place == LEAVESQUANTITY || place == TOTALMATCHEDQUANTITY;
        return isShares && value < 0 ? Kind.NEGATIVE : null;
    }

    /** Why a parser gave no number; null if the one that stands for none is the number. */
    private Kind kindOfNone(RowBlock block, int blockRow, int place) {
        int field = fields[place];
        int start = block.start(blockRow, field);
        int end = block.end(blockRow, field);
        long limit = OrderValues.column(place).type().largest();
        Numbers.Outcome outcome = place == PRICE
                ? Numbers.decimalOutcome(block.bytes(), start, end, priceDecimals, limit)
                : Numbers.integerOutcome(block.bytes(), start, end, limit);
        return switch (outcome) {
            case VALUE -> null;
            case MISSING -> Kind.MISSING;
            case NOT_A_NUMBER -> Kind.NOT_A_NUMBER;
            case OVERFLOW -> Kind.OVERFLOW;
            case PRECISION -> Kind.PRECISION;
        };
    }

    /** Takes the rows with trouble out of the batch. */
    private boolean rejectTroubled(RowBlock block, int from, int[] parsed) {
        if (!anyTrouble) {
            return false;
        }
        anyTrouble = false;
        int kept = 0;
        for (int row = 0; row < batch.size(); row++) {
            if (troubles[row] == 0) {
                rows[kept++] = row;
            } else {
                troubles[row] = 0;
                rejects[batch.blockRows()[row] - from] = firstTrouble(block, row, parsed);
            }
        }
        batch.keep(
                rows,
                kept,
                IntStream.concat(IntStream.of(parsed), IntStream.of(TRADE_DATE, HOUR))
                        .toArray());
        return true;
    }

    private RejectReason firstTrouble(RowBlock block, int row, int[] parsed) {
        for (int place : parsed) {
            Kind kind = trouble(block, row, place);
            if (kind != null) {
                return new RejectReason(kind, OrderValues.column(place));
            }
        }
        throw new AssertionError("A row with trouble has a column with trouble");
    }

    private void reportRejects(int from, int to, Discards discards) {
        for (int row = from; row < to; row++) {
            RejectReason reason = rejects[row - from];
            if (reason != null) {
                rejects[row - from] = null;
                discards.rejected(row, reason);
            }
        }
    }

    private void makeTime() {
        clock.read(batch.column(TIMESTAMP), batch.size(), batch.column(TRADE_DATE), batch.column(HOUR));
    }

    private void makeSize() {
        long[] quantities = batch.column(QUANTITY);
        long[] buckets = batch.column(SIZE_BUCKET);
        for (int row = 0; row < batch.size(); row++) {
            buckets[row] = SizeBucket.codeOf((int) quantities[row]);
        }
    }

    private void makeProducts() {
        long[] sides = batch.column(SIDE);
        long[] prices = batch.column(PRICE);
        long[] quantities = batch.column(QUANTITY);
        long[] buys = batch.column(BUY);
        long[] sells = batch.column(SELL);
        long[] notionals = batch.column(NOTIONAL);
        long[] high = batch.column(QUANTITY_SQUARE_HIGH);
        long[] low = batch.column(QUANTITY_SQUARE_LOW);
        for (int row = 0; row < batch.size(); row++) {
            buys[row] = sides[row] & 1;
            sells[row] = sides[row] >>> 1;
            notionals[row] = prices[row] * quantities[row];
            long square = quantities[row] * quantities[row];
            high[row] = square >>> 32;
            low[row] = square & 0xFFFF_FFFFL;
        }
    }
}
