package io.ordermatrix.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermatrix.testkit.Fuzz;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Events come back as they were put, whatever the size of their values. */
class EventRowsTest {
    private static final int COLUMNS = 5;
    private static final int BATCH = 50;

    static LongStream seeds() {
        return Fuzz.seeds("EventRowsTest", 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anyEventsInAnyOrder(long seed) {
        Random random = Fuzz.random(seed);
        int batches = 1 + random.nextInt(6);
        EventRows rows = new EventRows(COLUMNS);
        // Emptied and filled again: what a column has had before does not matter.
        for (int round = 0; round < 2; round++) {
            long[][] values = new long[COLUMNS][batches * BATCH];
            rows.resize(batches * BATCH);
            for (int batch = 0; batch < batches; batch++) {
                int first = batch * BATCH;
                int[] places = IntStream.range(first, first + BATCH).toArray();
                for (int column = 0; column < COLUMNS; column++) {
                    long[] added = column(random);
                    rows.put(added, BATCH, places, column);
                    System.arraycopy(added, 0, values[column], first, BATCH);
                }
            }
            int[] events = random.ints(3 * BATCH, 0, batches * BATCH).toArray();
            int from = random.nextInt(BATCH);
            int count = random.nextInt(2 * BATCH);
            long[][] found = new long[1 + COLUMNS][3 * BATCH];
            rows.read(events, from, count, found, 1);
            for (int column = 0; column < COLUMNS; column++) {
                for (int at = 0; at < count; at++) {
                    assertThat(found[1 + column][at])
                            .as("seed %d, column %d, entry %d", seed, column, at)
                            .isEqualTo(values[column][events[from + at]]);
                }
            }
        }
    }

    /** Small numbers, now and then with one at or beyond the bounds of an int. */
    private static long[] column(Random random) {
        long[] numbers = random.longs(BATCH, -100, 100).toArray();
        if (random.nextInt(4) == 0) {
            long[] large = {
                Integer.MAX_VALUE,
                Integer.MIN_VALUE,
                Integer.MAX_VALUE + 1L,
                Integer.MIN_VALUE - 1L,
                Long.MAX_VALUE,
                Long.MIN_VALUE,
                0xFFFF_FFFFL,
                random.nextLong()
            };
            numbers[random.nextInt(BATCH)] = large[random.nextInt(large.length)];
        }
        return numbers;
    }
}
