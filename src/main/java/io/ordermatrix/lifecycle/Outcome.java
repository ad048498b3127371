package io.ordermatrix.lifecycle;

import java.util.Locale;

/**
 * What became of an order by the end of a day.
 *
 * <p>The codes are those of the feed's columns orderstatus and changereason; docs/order-flow.md has them in words.
 */
public enum Outcome {
    /** All of its shares have traded. */
    FILLED,
    /** The trader has cancelled what was left. */
    CANCELLED,
    /** The exchange has cancelled what was left, or the order bounced. */
    CANCELLED_BY_SYSTEM,
    /** Its time was over. */
    EXPIRED,
    /** It is on the book. */
    OPEN,
    /** It waits for a trigger, or to be activated. */
    INACTIVE,
    /** The feed does not say whether it has ended, or how. */
    UNKNOWN;

    private static final int ON_BOOK = 1;
    private static final int ENDED = 2;
    private static final int WAITING = 3;
    private static final int NOT_ACTIVE = 4;
    private static final int TRADED = 3;
    private static final int NEW = 6;

    /**
     * The outcome of an order whose last event has these values.
     *
     * @param status orderstatus
     * @param leaves leavesquantity
     * @param matched totalmatchedquantity
     * @param reason changereason, or a negative number if it is not known
     * @param events how many events the order has on the day
     */
    static Outcome of(int status, long leaves, long matched, int reason, long events) {
        return switch (status) {
            case ON_BOOK -> OPEN;
            case WAITING, NOT_ACTIVE -> INACTIVE;
            case ENDED -> ofEnded(leaves, matched, reason, events);
            default -> UNKNOWN;
        };
    }

    private static Outcome ofEnded(long leaves, long matched, int reason, long events) {
        if (leaves == 0 && matched > 0) {
            return FILLED;
        }
        return switch (reason) {
            case 1, 10 -> CANCELLED;
            case 19, 24, 26 -> EXPIRED;
            case 9, 15, 20, 23, 27, 34, 35, 43, 51, TRADED -> CANCELLED_BY_SYSTEM;
            // An order that bounces is sent a second time as it came, or ends with what has traded at once.
            case NEW -> events > 1 ? CANCELLED_BY_SYSTEM : UNKNOWN;
            default -> UNKNOWN;
        };
    }

    /** The name in results. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
