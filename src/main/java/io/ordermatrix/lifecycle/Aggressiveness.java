package io.ordermatrix.lifecycle;

import java.util.Locale;

/** Where an order stands against the best prices of all markets when it is entered. */
public enum Aggressiveness {
    /** It can trade at once: it reaches the best price of the other side, or is a market order. */
    CROSSES,
    /** It joins the best price of its own side. */
    AT_TOUCH,
    /** It betters the best price of its own side, and does not reach the other. */
    INSIDE,
    /** It is worse than the best price of its own side. */
    BEHIND,
    /** The prices are not known, or the order was not entered on this day. */
    UNKNOWN;

    private static final int BUY = 1;

    /** A side without orders. */
    static final long NO_QUOTE = Long.MIN_VALUE;

    /**
     * Compares prices, all in the same unit.
     *
     * @param side 1 buy, 2 sell
     * @param price 0 for a market order
     * @param bid the best national bid, or {@link #NO_QUOTE}
     * @param offer the best national offer, or {@link #NO_QUOTE}
     */
    static Aggressiveness of(int side, long price, long bid, long offer) {
        if (price == 0) {
            return CROSSES;
        }
        if (bid == NO_QUOTE && offer == NO_QUOTE) {
            return UNKNOWN;
        }
        boolean isBuy = side == BUY;
        long other = isBuy ? offer : bid;
        long own = isBuy ? bid : offer;
        if (other != NO_QUOTE && (isBuy ? price >= other : price <= other)) {
            return CROSSES;
        }
        if (own == NO_QUOTE) {
            return INSIDE;
        }
        int better = isBuy ? Long.compare(price, own) : Long.compare(own, price);
        return better == 0 ? AT_TOUCH : better > 0 ? INSIDE : BEHIND;
    }

    /** The name in results. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
