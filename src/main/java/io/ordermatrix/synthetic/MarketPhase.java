package io.ordermatrix.synthetic;

/** The parts of the exchange's day, and how they affect the mix of events. */
enum MarketPhase {
    /** The book fills up. */
    PRE_OPEN(80, false),
    OPEN(45, true),
    CLOSED(20, false);

    private final int addedPercent;
    private final boolean trading;

    MarketPhase(int addedPercent, boolean trading) {
        this.addedPercent = addedPercent;
        this.trading = trading;
    }

    /** The percentage of events that begin an order, as long as there is room for it. */
    int addedPercent() {
        return addedPercent;
    }

    /** Whether orders can trade, auctions included. */
    boolean isTrading() {
        return trading;
    }
}
