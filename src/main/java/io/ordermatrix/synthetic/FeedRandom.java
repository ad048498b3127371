package io.ordermatrix.synthetic;

/**
 * SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014).
 *
 * <p>The JDK has it too, but may change how it derives bounded numbers from it, and a seed must give the same feed on
 * every JDK.
 */
final class FeedRandom {
    private static final long STEP = 0x9e3779b97f4a7c15L;

    private long state;

    FeedRandom(long seed) {
        state = seed;
    }

    /** An independent generator, whose numbers do not depend on how many are drawn from this one later. */
    FeedRandom split() {
        return new FeedRandom(nextLong());
    }

    long nextLong() {
        state += STEP;
        long mixed = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }

    /** Uniform in 0 to bound - 1, except for a bias of at most bound / 2^32. */
    int below(int bound) {
        return (int) (((nextLong() >>> 32) * bound) >>> 32);
    }

    /** Uniform in 0 to bound - 1, except for a bias of at most bound / 2^63. */
    long below(long bound) {
        return Math.multiplyHigh(nextLong() >>> 1, bound << 1);
    }

    boolean oneIn(int number) {
        return below(number) == 0;
    }

    boolean percent(int chance) {
        return below(100) < chance;
    }

    /** Uniform in [0, 1). */
    double unit() {
        return (nextLong() >>> 11) * 0x1p-53;
    }
}
