package io.ordermatrix.order;

/** What the timestamps of a feed count since 1970-01-01 UTC. */
public enum TimestampUnit {
    NS(1),
    US(1_000),
    MS(1_000_000),
    S(1_000_000_000);

    private final long nanos;

    TimestampUnit(long nanos) {
        this.nanos = nanos;
    }

    /** The nanoseconds of one of it. */
    public long nanos() {
        return nanos;
    }

    /** Whether nanoseconds can hold a timestamp of this unit. */
    public boolean fits(long timestamp) {
        return timestamp <= largest() && timestamp >= -largest() - 1;
    }

    /** The largest timestamp of this unit that nanoseconds can hold; the smallest is its negative, less one. */
    public long largest() {
        return this == NS ? Long.MAX_VALUE : Long.MAX_VALUE / nanos - 1;
    }
}
