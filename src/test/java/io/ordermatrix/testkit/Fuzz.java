package io.ordermatrix.testkit;

import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/**
 * Seeds of random tests. Each case has its own seed, so a failed case can be repeated with {@code
 * -Dordermatrix.fuzz-seed=N -Dordermatrix.fuzz-files=1} and the seed in its message. Without these properties, the seed
 * is random, and the cases are few.
 */
public final class Fuzz {
    private Fuzz() {}

    /**
     * The seeds of the cases.
     *
     * @param test name of the test, for the line on standard error with the first seed
     * @param usual the number of cases if the property is not set
     */
    public static LongStream seeds(String test, int usual) {
        return seeds(test, Long.getLong("ordermatrix.fuzz-files", usual));
    }

    /** The same for cases that take a whole run of the job: {@code -Dordermatrix.fuzz-runs=N}. */
    public static LongStream seedsOfRuns(String test, int usual) {
        return seeds(test, Long.getLong("ordermatrix.fuzz-runs", usual));
    }

    /** The same for cases with properties of their own, for how many and for the first seed. */
    public static LongStream seeds(String test, String countProperty, int usual, String seedProperty) {
        return seeds(test, Long.getLong(countProperty, usual), Long.getLong(seedProperty, firstSeed()));
    }

    private static LongStream seeds(String test, long count) {
        return seeds(test, count, firstSeed());
    }

    private static LongStream seeds(String test, long count, long first) {
        System.err.println(test + ": " + count + " cases from seed " + first);
        return LongStream.range(first, first + count);
    }

    /** The number of cases: that of the property, or else the usual one. */
    public static long count(String property, long usual) {
        return Long.getLong(property, usual);
    }

    /** The seed of the first case, from {@code -Dordermatrix.fuzz-seed} or random; the others count up from it. */
    public static long firstSeed() {
        // Far from overflowing.
        return Long.getLong("ordermatrix.fuzz-seed", new Random().nextLong() >> 1);
    }

    /** Neighbouring seeds give unrelated numbers. */
    public static Random random(long seed) {
        return new Random(new SplittableRandom(seed).nextLong());
    }
}
