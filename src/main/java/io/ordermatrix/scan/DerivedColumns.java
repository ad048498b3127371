package io.ordermatrix.scan;

import static io.ordermatrix.scan.OrderSlots.BUY;
import static io.ordermatrix.scan.OrderSlots.HOUR;
import static io.ordermatrix.scan.OrderSlots.NOTIONAL;
import static io.ordermatrix.scan.OrderSlots.PRICE;
import static io.ordermatrix.scan.OrderSlots.QUANTITY;
import static io.ordermatrix.scan.OrderSlots.QUANTITY_SQUARE_HIGH;
import static io.ordermatrix.scan.OrderSlots.QUANTITY_SQUARE_LOW;
import static io.ordermatrix.scan.OrderSlots.SELL;
import static io.ordermatrix.scan.OrderSlots.SIDE;
import static io.ordermatrix.scan.OrderSlots.SIZE_BUCKET;
import static io.ordermatrix.scan.OrderSlots.TIMESTAMP;
import static io.ordermatrix.scan.OrderSlots.TRADE_DATE;

import io.ordermatrix.order.ExchangeClock;
import io.ordermatrix.order.SizeBucket;
import java.time.ZoneId;
import java.util.BitSet;

/** Computes the requested derived and computed columns of a batch from its needed ones. */
public final class DerivedColumns {
    private final ExchangeClock clock;
    private final boolean time;
    private final boolean size;
    private final boolean sides;
    private final boolean notional;
    private final boolean squares;

    /**
     * @param wanted the requested slots; those of other columns are ignored
     */
    public DerivedColumns(ZoneId zone, BitSet wanted) {
        clock = new ExchangeClock(zone);
        time = wanted.get(TRADE_DATE) || wanted.get(HOUR);
        size = wanted.get(SIZE_BUCKET);
        sides = wanted.get(BUY) || wanted.get(SELL);
        notional = wanted.get(NOTIONAL);
        squares = wanted.get(QUANTITY_SQUARE_HIGH) || wanted.get(QUANTITY_SQUARE_LOW);
    }

    /** The slots of the needed columns that these are computed from. */
    public BitSet sources() {
        BitSet sources = new BitSet();
        sources.set(TIMESTAMP, time);
        sources.set(QUANTITY, size || notional || squares);
        sources.set(PRICE, notional);
        sources.set(SIDE, sides);
        return sources;
    }

    /** The slots that {@link #make} fills. */
    BitSet slots() {
        BitSet slots = new BitSet();
        slots.set(TRADE_DATE, time);
        slots.set(HOUR, time);
        slots.set(SIZE_BUCKET, size);
        slots.set(BUY, sides);
        slots.set(SELL, sides);
        slots.set(NOTIONAL, notional);
        slots.set(QUANTITY_SQUARE_HIGH, squares);
        slots.set(QUANTITY_SQUARE_LOW, squares);
        return slots;
    }

    public void make(RowBatch batch) {
        int rows = batch.size();
        if (time) {
            clock.read(batch.column(TIMESTAMP), rows, batch.column(TRADE_DATE), batch.column(HOUR));
        }
        if (size) {
            makeSize(batch.column(QUANTITY), rows, batch.column(SIZE_BUCKET));
        }
        if (sides) {
            makeSides(batch.column(SIDE), rows, batch.column(BUY), batch.column(SELL));
        }
        if (notional) {
            makeNotional(batch.column(PRICE), batch.column(QUANTITY), rows, batch.column(NOTIONAL));
        }
        if (squares) {
            makeSquares(
                    batch.column(QUANTITY),
                    rows,
                    batch.column(QUANTITY_SQUARE_HIGH),
                    batch.column(QUANTITY_SQUARE_LOW));
        }
    }

    private static void makeSize(long[] quantities, int rows, long[] buckets) {
        for (int row = 0; row < rows; row++) {
            buckets[row] = SizeBucket.codeOf((int) quantities[row]);
        }
    }

    private static void makeSides(long[] sides, int rows, long[] buys, long[] sells) {
        for (int row = 0; row < rows; row++) {
            buys[row] = sides[row] & 1;
            sells[row] = sides[row] >>> 1;
        }
    }

    private static void makeNotional(long[] prices, long[] quantities, int rows, long[] notionals) {
        for (int row = 0; row < rows; row++) {
            notionals[row] = prices[row] * quantities[row];
        }
    }

    private static void makeSquares(long[] quantities, int rows, long[] high, long[] low) {
        for (int row = 0; row < rows; row++) {
            long square = quantities[row] * quantities[row];
            high[row] = square >>> 32;
            low[row] = square & 0xFFFF_FFFFL;
        }
    }
}
