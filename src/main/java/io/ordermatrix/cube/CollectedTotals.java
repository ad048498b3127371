package io.ordermatrix.cube;

import io.ordermatrix.group.Aggregate;
import io.ordermatrix.group.Aggregate.Function;
import java.util.stream.IntStream;

/** Adds up the numbers of {@link Measures#COLLECTED}. A sum that overflows a BIGINT throws an ArithmeticException. */
final class CollectedTotals {
    private static final Aggregate[] COLLECTED = Measures.COLLECTED.toArray(Aggregate[]::new);
    private static final int[] SUMS = indexes(Function.SUM);
    private static final int[] MINIMA = indexes(Function.MIN);
    private static final int[] MAXIMA = indexes(Function.MAX);

    private CollectedTotals() {}

    private static int[] indexes(Function function) {
        return IntStream.range(0, COLLECTED.length)
                .filter(at -> COLLECTED[at].function() == function)
                .toArray();
    }

    /** The totals of no event. */
    static long[] none() {
        long[] totals = new long[COLLECTED.length];
        for (int at = 0; at < totals.length; at++) {
            totals[at] = COLLECTED[at].none();
        }
        return totals;
    }

    /** Adds totals of other events. */
    static void merge(long[] totals, long[] more) {
        for (int at : SUMS) {
            long sum = totals[at] + more[at];
            boolean overflows = ((totals[at] ^ sum) & (more[at] ^ sum)) < 0;
            // The aggregate says what has overflowed.
            totals[at] = overflows ? COLLECTED[at].merge(totals[at], more[at]) : sum;
        }
        for (int at : MINIMA) {
            totals[at] = Math.min(totals[at], more[at]);
        }
        for (int at : MAXIMA) {
            totals[at] = Math.max(totals[at], more[at]);
        }
    }
}
