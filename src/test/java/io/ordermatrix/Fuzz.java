package io.ordermatrix;

import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/**
 * Seeds of random tests. Each case has a seed of its own, so a case that fails is repeated by
 * {@code -Dordermatrix.fuzz-seed=N -Dordermatrix.fuzz-files=1} with the seed that it names; without these properties the
 * seed is another one each time, and the cases are few.
 */
public final class Fuzz {
    private Fuzz() {}

    /**
     * The seeds of the cases.
     *
     * @param test who asks, for the line on standard error that names the first seed
     * @param usual how many cases there are where the property doesn't say
     */
    public static LongStream seeds(String test, int usual) {
        return seeds(test, Long.getLong("ordermatrix.fuzz-files", usual));
    }

    /** The same for cases that take a whole run of the job: {@code -Dordermatrix.fuzz-runs=N}. */
    static LongStream seedsOfRuns(String test, int usual) {
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

    /** How many cases there are: what a property says, or else the usual number. */
    public static long count(String property, long usual) {
        return Long.getLong(property, usual);
    }

    /** The seed of the first case, {@code -Dordermatrix.fuzz-seed} or another one each time; the next are counted upwards. */
    public static long firstSeed() {
        // Far from the ends.
        return Long.getLong("ordermatrix.fuzz-seed", new Random().nextLong() >> 1);
    }

    /** Neighbouring seeds make numbers that have nothing to do with each other. */
    public static Random random(long seed) {
        return new Random(new SplittableRandom(seed).nextLong());
    }
}
