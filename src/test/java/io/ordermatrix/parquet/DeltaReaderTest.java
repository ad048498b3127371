package io.ordermatrix.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordermatrix.testkit.Fuzz;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForInteger;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForLong;
import org.apache.parquet.io.ParquetDecodingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Numbers that parquet-java or {@link DeltaNumbers} has written are read back. */
class DeltaReaderTest {
    private static final int SLAB = 1 << 10;
    private static final int MOST_PAGE = 1 << 20;

    static LongStream seeds() {
        return Fuzz.seeds("DeltaReaderTest", 500);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void readsNumbersOfAllWidths(long seed) throws IOException {
        Random random = Fuzz.random(seed);
        DeltaReader reader = new DeltaReader();
        // Several pages, of which a later one may be smaller or larger.
        for (int page = 0; page < 3; page++) {
            boolean isLong = random.nextBoolean();
            long[] numbers = numbers(random, isLong);
            reader.begin(written(numbers, isLong));
            assertThat(read(reader, numbers.length, isLong, random)).isEqualTo(numbers);
            DeltaNumbers ours = new DeltaNumbers(isLong ? Long.SIZE : Integer.SIZE);
            ours.add(numbers, 0, numbers.length);
            reader.begin(ours.getBytes());
            assertThat(read(reader, numbers.length, isLong, random)).isEqualTo(numbers);
        }
    }

    private static long[] numbers(Random random, boolean isLong) {
        long[] numbers = new long[1 + random.nextInt(700)];
        int bits = random.nextInt(Long.SIZE + 1);
        long last = random.nextLong();
        for (int at = 0; at < numbers.length; at++) {
            // Some differences are as wide as can be, and some parts have none.
            int width = random.nextInt(50) == 0 ? Long.SIZE : bits;
            last += width == 0 ? 0 : random.nextLong() >>> (Long.SIZE - width);
            if (random.nextInt(200) == 0) {
                bits = random.nextInt(Long.SIZE + 1);
            }
            numbers[at] = isLong ? last : (int) last;
        }
        return numbers;
    }

    private static BytesInput written(long[] numbers, boolean isLong) {
        ValuesWriter writer = isLong
                ? new DeltaBinaryPackingValuesWriterForLong(SLAB, MOST_PAGE, new HeapByteBufferAllocator())
                : new DeltaBinaryPackingValuesWriterForInteger(SLAB, MOST_PAGE, new HeapByteBufferAllocator());
        for (long number : numbers) {
            if (isLong) {
                writer.writeLong(number);
            } else {
                writer.writeInteger((int) number);
            }
        }
        return writer.getBytes();
    }

    private static long[] read(DeltaReader reader, int count, boolean isLong, Random random) {
        long[] found = new long[count];
        int at = 0;
        while (at < count) {
            int to = Math.min(count, at + 1 + random.nextInt(200));
            reader.read(found, at, to, isLong);
            at = to;
        }
        return found;
    }

    @Test
    void aPageThatIsTooShortIsAnError() throws IOException {
        long[] numbers = Fuzz.random(1).longs(300).toArray();
        byte[] whole = written(numbers, true).toInputStream().readAllBytes();
        for (int length = 0; length < whole.length; length += 7) {
            DeltaReader reader = new DeltaReader();
            BytesInput part = BytesInput.from(Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> {
                        reader.begin(part);
                        reader.read(new long[numbers.length], 0, numbers.length, true);
                    })
                    .as("%d bytes", length)
                    .isInstanceOf(ParquetDecodingException.class);
        }
    }
}
