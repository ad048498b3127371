package io.ordermatrix.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermatrix.testkit.Fuzz;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PackedLongsTest {
    private static final byte UNTOUCHED = 0x55;

    static LongStream seeds() {
        return Fuzz.seeds("packed longs", "ordermatrix.packed-longs", 500, "ordermatrix.fuzz-seed");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void columnsAreReadAsTheyWereWritten(long seed) {
        Random random = Fuzz.random(seed);
        long[][] columns = new long[1 + random.nextInt(4)][];
        int most = PackedLongs.SLACK;
        for (int at = 0; at < columns.length; at++) {
            columns[at] = column(random);
            most += PackedLongs.mostBytes(columns[at].length);
        }
        byte[] bytes = new byte[most];
        Arrays.fill(bytes, UNTOUCHED);
        int[] ends = new int[columns.length];
        int end = 0;
        for (int at = 0; at < columns.length; at++) {
            int start = end;
            end = PackedLongs.write(columns[at], columns[at].length, bytes, start);
            ends[at] = end;
            assertThat(end - start).isLessThanOrEqualTo(PackedLongs.mostBytes(columns[at].length));
        }
        for (int at = end + PackedLongs.SLACK; at < most; at++) {
            assertThat(bytes[at]).isEqualTo(UNTOUCHED);
        }
        int start = 0;
        for (int at = 0; at < columns.length; at++) {
            long[] read = new long[columns[at].length];
            start = PackedLongs.read(bytes, start, read, read.length);
            assertThat(read).isEqualTo(columns[at]);
            assertThat(start).isEqualTo(ends[at]);
        }
    }

    /** Numbers of some size, each of which is often, seldom or never that of the one above, for a while. */
    private static long[] column(Random random) {
        long[] column = new long[1 + random.nextInt(300)];
        long above = 0;
        int bits = 0;
        double share = 0;
        for (int row = 0; row < column.length; row++) {
            if (random.nextInt(50) == 0 || row == 0) {
                bits = random.nextInt(Long.SIZE);
                share = random.nextInt(5) / 4.0;
            }
            if (random.nextDouble() < share) {
                above = random.nextLong() >> bits;
            }
            column[row] = above;
        }
        return column;
    }

    @Test
    void whatDoesNotChangeTakesNoRoom() {
        long[] column = new long[1024];
        Arrays.fill(column, Long.MIN_VALUE);
        assertThat(bytesOf(column)).isEqualTo(Long.BYTES + 1024 / 64);
    }

    @Test
    void aRunThatHardlyChangesTakesALongMoreThanItsChanges() {
        long[] column = new long[1024];
        Arrays.fill(column, 500, 1024, 1000);
        assertThat(bytesOf(column)).isEqualTo(Long.BYTES + 1024 / 64 + Long.BYTES + 2);
    }

    private static int bytesOf(long[] column) {
        byte[] bytes = new byte[PackedLongs.mostBytes(column.length) + PackedLongs.SLACK];
        return PackedLongs.write(column, column.length, bytes, 0);
    }
}
