package io.ordermatrix.cube;

import java.math.BigInteger;

/** The sample deviation of quantities, from exact integers to one rounding at the end. */
final class Deviation {
    private static final int HALF = 32;
    /** Counts and low halves below these have a product below 2^62. */
    private static final long FEW_EVENTS = 1L << 15;

    private static final long SMALL_SQUARES = 1L << 47;

    private Deviation() {}

    /**
     * The deviation of a group.
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

    /** Two sums of halves as one of whole squares. */
    static BigInteger squares(long high, long low) {
        return BigInteger.valueOf(high).shiftLeft(HALF).add(BigInteger.valueOf(low));
    }

    private static double root(double scatter, long events) {
        return Math.sqrt(scatter / ((double) events * (double) (events - 1)));
    }
}
