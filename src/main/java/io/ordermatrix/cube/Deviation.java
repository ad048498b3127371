package io.ordermatrix.cube;

import java.math.BigInteger;

/** The sample standard deviation of quantities, computed from exact integers and rounded once at the end. */
final class Deviation {
    private static final int HALF = 32;
    /** Counts below this, times low halves below {@link #SMALL_SQUARES}, are below 2^62. */
    private static final long FEW_EVENTS = 1L << 15;

    private static final long SMALL_SQUARES = 1L << 47;

    private Deviation() {}

    /**
     * The deviation within a group.
     *
     * @param high the sum of the squares' upper 32 bits
     * @param low the sum of the squares' lower 32 bits
     * @return NaN for fewer than two events
     */
    static double of(long events, long quantitySum, long high, long low) {
        if (events < 2) {
            return Double.NaN;
        }
        if (high == 0 && events < FEW_EVENTS && low < SMALL_SQUARES) {
            // Nearly all groups are small, and exact in 64 bits.
            return root((double) (events * low - quantitySum * quantitySum), events);
        }
        BigInteger sum = BigInteger.valueOf(quantitySum);
        BigInteger scatter =
                BigInteger.valueOf(events).multiply(squares(high, low)).subtract(sum.multiply(sum));
        return root(scatter.doubleValue(), events);
    }

    /** The sum of whole squares, from the sums of their halves. */
    static BigInteger squares(long high, long low) {
        return BigInteger.valueOf(high).shiftLeft(HALF).add(BigInteger.valueOf(low));
    }

    /** The upper 64 bits of {@link #squares}. */
    static long upper(long high, long low) {
        // The addition has carried if the sum is less than what was added.
        boolean isCarried = Long.compareUnsigned(lower(high, low), low) < 0;
        return (high >>> HALF) + (isCarried ? 1 : 0);
    }

    /** The lower 64 bits of {@link #squares}. */
    static long lower(long high, long low) {
        return (high << HALF) + low;
    }

    private static double root(double scatter, long events) {
        return Math.sqrt(scatter / ((double) events * (double) (events - 1)));
    }
}
