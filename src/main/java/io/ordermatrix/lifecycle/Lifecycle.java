package io.ordermatrix.lifecycle;

/** One of several rows of lifecycles. One object is reused for all of them. */
final class Lifecycle {
    private static final Outcome[] OUTCOMES = Outcome.values();
    private static final Aggressiveness[] CLASSES = Aggressiveness.values();

    private long[][] rows;
    private int row;

    /** Moves to a row, see {@link LifecycleRows}. */
    void moveTo(long[][] newRows, int newRow) {
        rows = newRows;
        row = newRow;
    }

    /** The value of a column; 0 if it is null. */
    long get(LifecycleColumn column) {
        return rows[LifecycleRows.index(column)][row];
    }

    boolean has(LifecycleColumn column) {
        return (rows[LifecycleRows.NULLS][row] & LifecycleRows.nullBit(column)) == 0;
    }

    Outcome outcome() {
        return OUTCOMES[(int) get(LifecycleColumn.OUTCOME)];
    }

    Aggressiveness aggressiveness() {
        return CLASSES[(int) get(LifecycleColumn.AGGRESSIVENESS)];
    }

    boolean isEntered() {
        return has(LifecycleColumn.ENTERED) && get(LifecycleColumn.ENTERED) != 0;
    }

    boolean isCarriedOver() {
        return has(LifecycleColumn.ENTERED) && get(LifecycleColumn.ENTERED) == 0;
    }

    /** Whether the order has left the book for good. */
    boolean hasEnded() {
        return switch (outcome()) {
            case FILLED, CANCELLED, CANCELLED_BY_SYSTEM, EXPIRED -> true;
            case OPEN, INACTIVE, UNKNOWN -> false;
        };
    }

    boolean hasTraded() {
        return get(LifecycleColumn.TOTAL_MATCHED_QUANTITY) > 0;
    }

    boolean isFilled() {
        return hasTraded() && get(LifecycleColumn.LEAVES_QUANTITY) == 0;
    }

    /** Nanoseconds from the first event to the first fill, which there must be. */
    long nanosToFirstFill() {
        return get(LifecycleColumn.FIRST_FILL_TIMESTAMP) - get(LifecycleColumn.FIRST_TIMESTAMP);
    }

    /** Nanoseconds from the first event to the last. */
    long lifetimeNanos() {
        return get(LifecycleColumn.LAST_TIMESTAMP) - get(LifecycleColumn.FIRST_TIMESTAMP);
    }
}
