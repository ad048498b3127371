package io.ordermatrix.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermatrix.testkit.Fuzz;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The bytes are those of parquet-java's encoder. */
class HybridNumbersTest {
    private static final int SLAB = 1 << 10;
    private static final int MOST_PAGE = 1 << 20;
    private static final int WIDEST = 7;

    static LongStream seeds() {
        return Fuzz.seeds("HybridNumbersTest", 500);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void encodesRunsAndOthers(long seed) throws IOException {
        Random random = Fuzz.random(seed);
        int width = 1 + random.nextInt(WIDEST);
        HybridNumbers ours = new HybridNumbers(width);
        // Several pages, of which a later one may be smaller or larger.
        for (int page = 0; page < 3; page++) {
            long[] numbers = numbers(random, width);
            ours.clear();
            add(ours, numbers, random);
            assertThat(ours.encode()).isEqualTo(theirs(numbers, width));
            assertThat(ours.count()).isEqualTo(numbers.length);
            for (int number = 0; number < 1 << width; number++) {
                int wanted = number;
                assertThat(ours.occurrences()[number]).isEqualTo((int)
                        Arrays.stream(numbers).filter(each -> each == wanted).count());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void encodesBitsThatAreNotSet(long seed) throws IOException {
        Random random = Fuzz.random(seed);
        long[] longs = random.longs(random.nextInt(300)).toArray();
        int bit = random.nextInt(Long.SIZE);
        int from = random.nextInt(longs.length + 1);
        HybridNumbers ours = new HybridNumbers(1);
        ours.addUnset(longs, bit, from, longs.length);
        long[] unset = Arrays.stream(longs, from, longs.length)
                .map(each -> (each & (1L << bit)) == 0 ? 1 : 0)
                .toArray();
        assertThat(ours.encode()).isEqualTo(theirs(unset, 1));
    }

    /** Runs of all lengths between numbers of which some are repeated. */
    private static long[] numbers(Random random, int width) {
        long[] numbers = new long[random.nextInt(10) == 0 ? random.nextInt(10) : random.nextInt(20_000)];
        int longestRun = 1 + random.nextInt(random.nextBoolean() ? 20 : 9_000);
        int at = 0;
        while (at < numbers.length) {
            int end = Math.min(numbers.length, at + 1 + random.nextInt(longestRun));
            Arrays.fill(numbers, at, end, random.nextInt(1 << width));
            at = end;
        }
        return numbers;
    }

    private static void add(HybridNumbers ours, long[] numbers, Random random) {
        int at = 0;
        while (at < numbers.length) {
            int end = Math.min(numbers.length, at + random.nextInt(2_000));
            long first = numbers[at];
            if (end > at && Arrays.stream(numbers, at, end).allMatch(each -> each == first)) {
                ours.add((int) first, end - at);
            } else {
                ours.add(numbers, at, end);
            }
            at = end;
        }
    }

    private static byte[] theirs(long[] numbers, int width) throws IOException {
        try (RunLengthBitPackingHybridEncoder encoder =
                new RunLengthBitPackingHybridEncoder(width, SLAB, MOST_PAGE, HeapByteBufferAllocator.getInstance())) {
            for (long number : numbers) {
                encoder.writeInt((int) number);
            }
            return encoder.toBytes().toInputStream().readAllBytes();
        }
    }
}
