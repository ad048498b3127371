package io.ordermatrix.synthetic;

import java.util.Optional;

/** What an event did to its order, with the feed's {@code changereason}. */
enum Change {
    ADDED(6, null),
    AMENDED(5, null),
    TRADED(3, null),
    CANCELLED(1, "cancelled"),
    EXPIRED(19, "expired"),
    PURGED(24, "expired");

    private final int code;
    private final String outcome;

    Change(int code, String outcome) {
        this.code = code;
        this.outcome = outcome;
    }

    int code() {
        return code;
    }

    /** What has become of an order that this ends. */
    Optional<String> outcome() {
        return Optional.ofNullable(outcome);
    }
}
