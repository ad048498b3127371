package io.ordermatrix.hardware;

/** Division of nonnegative numbers, rounded up. */
final class Rounding {
    private Rounding() {}

    static long divideUp(long dividend, long divisor) {
        return -Math.floorDiv(-dividend, divisor);
    }
}
