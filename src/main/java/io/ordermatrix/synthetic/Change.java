package io.ordermatrix.synthetic;

/** What an event did to its order, with the feed's {@code changereason}. */
enum Change {
    ADDED(6),
    AMENDED(5),
    TRADED(3),
    CANCELLED(1),
    EXPIRED(9),
    PURGED(24);

    private final int code;

    Change(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
