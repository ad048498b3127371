package io.ordermatrix.synthetic;

import io.ordermatrix.order.OrderColumn;

/** One security, with a price that wanders around a level in ticks, and its quotes. Prices are in 0.001 AUD. */
final class Security {
    /** The most shares in one order. */
    static final int LARGEST_QUANTITY = 10_000_000;

    private static final int LARGEST_MEDIAN_QUANTITY = 5_000;
    /** Half of the orders are worth less, in 0.001 AUD. */
    private static final int MEDIAN_ORDER_VALUE = 3_200_000;

    private static final int LOWEST_LEVEL = 50;
    private static final int HIGHEST_LEVEL = 150_000;

    private static final int ONE_IN_MOVES = 16;
    private static final int ONE_IN_NO_QUOTE = 64;
    private static final int ONE_IN_WIDER = 8;
    private static final int FAR_PERCENT = 3;
    private static final int CROSSING_PERCENT = 12;

    private final int code;
    private final int tick;
    private final int lowest;
    private final int highest;
    private final int medianQuantity;
    private int bestBid;
    private long bid = OrderColumn.NO_PRICE;
    private long offer = OrderColumn.NO_PRICE;
    private long nationalBid = OrderColumn.NO_PRICE;
    private long nationalOffer = OrderColumn.NO_PRICE;
    private int rowsToday;

    /** A security with a level drawn log-uniformly from 0.05 to 150 AUD. */
    Security(int code, FeedRandom random) {
        this.code = code;
        double spread = StrictMath.log((double) HIGHEST_LEVEL / LOWEST_LEVEL);
        int level = (int) (LOWEST_LEVEL * StrictMath.exp(random.unit() * spread));
        PriceBand band = PriceBand.of(level);
        tick = band.tick();
        lowest = band.inside(level - level / 4);
        highest = band.inside(level + level / 4);
        bestBid = band.inside(level);
        medianQuantity = Math.min(MEDIAN_ORDER_VALUE / level, LARGEST_MEDIAN_QUANTITY);
    }

    /** The exchange's tick sizes: each applies to a band of prices. No price here leaves its band. */
    private enum PriceBand {
        CENTS(1, 99, 1),
        BELOW_TWO_DOLLARS(100, 1_995, 5),
        DOLLARS(2_000, Integer.MAX_VALUE, 10);

        private final int lowest;
        private final int highest;
        private final int tick;

        PriceBand(int lowest, int highest, int tick) {
            this.lowest = lowest;
            this.highest = highest;
            this.tick = tick;
        }

        static PriceBand of(int price) {
            if (price <= CENTS.highest) {
                return CENTS;
            }
            return price < DOLLARS.lowest ? BELOW_TWO_DOLLARS : DOLLARS;
        }

        int tick() {
            return tick;
        }

        int inside(int price) {
            return Math.max(lowest, Math.min(highest, price)) / tick * tick;
        }
    }

    int code() {
        return code;
    }

    long bid() {
        return bid;
    }

    long offer() {
        return offer;
    }

    long nationalBid() {
        return nationalBid;
    }

    long nationalOffer() {
        return nationalOffer;
    }

    /** Counts a row of the day and returns its number, from 1. */
    int countRow() {
        return ++rowsToday;
    }

    void startDay() {
        rowsToday = 0;
    }

    /** Moves price and quotes for the next event. */
    void move(MarketPhase phase, FeedRandom random) {
        if (random.oneIn(ONE_IN_MOVES)) {
            bestBid = inside(random.oneIn(2) ? bestBid + tick : bestBid - tick);
        }
        bid = random.oneIn(ONE_IN_NO_QUOTE) ? OrderColumn.NO_PRICE : bestBid;
        // Before the open nothing trades, and the book may well be crossed.
        int spread = phase == MarketPhase.PRE_OPEN ? random.below(5) - 3 : 1;
        offer = random.oneIn(ONE_IN_NO_QUOTE) ? OrderColumn.NO_PRICE : bestBid + spread * (long) tick;
        // The other venue is never better, and has no quote when this one has none.
        boolean wider = random.oneIn(ONE_IN_WIDER);
        nationalBid = wider && bid != OrderColumn.NO_PRICE ? Math.max(0, bid - tick) : bid;
        nationalOffer = wider && offer != OrderColumn.NO_PRICE ? offer + tick : offer;
    }

    /** A limit price: mostly at the touch or a few ticks behind it, sometimes across the spread or far away. */
    int limitPrice(Side side, FeedRandom random) {
        int ticksBehind = ticksBehind(random);
        return inside(side == Side.BUY ? bestBid - ticksBehind * tick : bestBid + tick + ticksBehind * tick);
    }

    private static int ticksBehind(FeedRandom random) {
        int chance = random.below(100);
        if (chance < FAR_PERCENT) {
            return 10 + random.below(40);
        }
        return chance < FAR_PERCENT + CROSSING_PERCENT ? -1 : Long.numberOfTrailingZeros(random.nextLong());
    }

    /** A number of shares with a heavy (log-logistic) tail: one order in ten is nine times the median or more. */
    int orderQuantity(FeedRandom random) {
        double share = random.unit();
        int quantity = (int) Math.min(1 + medianQuantity * share / (1 - share), LARGEST_QUANTITY);
        // People like round numbers.
        return quantity > 100 && random.oneIn(3) ? quantity / 100 * 100 : quantity;
    }

    private int inside(int price) {
        return Math.max(lowest, Math.min(highest, price));
    }
}
