package io.ordermatrix.synthetic;

/** Which side of the book an order is on. */
enum Side {
    BUY(1),
    SELL(2);

    private final int code;

    Side(int code) {
        this.code = code;
    }

    /** How the feed writes it. */
    int code() {
        return code;
    }
}
