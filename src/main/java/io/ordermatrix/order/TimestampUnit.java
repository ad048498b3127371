package io.ordermatrix.order;

/** How a feed writes its timestamps: as numbers of one of these units, or as text. */
public enum TimestampUnit {
    NS(0),
    US(3),
    MS(6),
    S(9),
    /** A date and a time after ISO 8601, like 2024-09-05T10:00:00.123456789+10:00. */
    ISO(0);

    private final int decimals;

    TimestampUnit(int decimals) {
        this.decimals = decimals;
    }

    /** Whether timestamps are numbers. */
    public boolean isNumber() {
        return this != ISO;
    }

    /** How many digits after the point of a number nanoseconds keep: their exponent of ten. */
    public int decimals() {
        return decimals;
    }

    /** The nanoseconds of one of it. */
    public long nanos() {
        long nanos = 1;
        for (int digit = 0; digit < decimals; digit++) {
            nanos *= 10;
        }
        return nanos;
    }

    /** Whether nanoseconds can hold a timestamp of this unit. */
    public boolean fits(long timestamp) {
        return timestamp <= Long.MAX_VALUE / nanos() && timestamp >= Long.MIN_VALUE / nanos();
    }
}
