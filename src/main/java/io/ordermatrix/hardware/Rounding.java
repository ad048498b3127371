package io.ordermatrix.hardware;

/** Division of numbers that are not negative, up to the next whole number. */
final class Rounding {
    private Rounding() {}

    static long divideUp(long dividend, long divisor) {
        return -Math.floorDiv(-dividend, divisor);
    }
}
