package io.ordermatrix.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermatrix.testkit.Fuzz;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainIntegersTest {
    private static final int CASES = 500;
    private static final int CAPACITY = 40;

    /** Fields shorter than, longer than and as long as plain ones, with all kinds of bytes other than digits. */
    private static final List<String> TROUBLES = List.of(
            "",
            " ",
            "-1",
            "+1",
            "1.0",
            "123456789",
            "1234567890123456",
            "12345678901234567890",
            "00000000000000000000",
            "12345678/",
            "1234567:",
            ":1234567",
            "1234 678",
            "\u00ff2345678",
            "1234567890123456a",
            "a2345678901234567",
            "12345678a01234567",
            "9223372036854775808",
            "9999999999999999999");

    private interface Parse {
        int of(PlainIntegers plain, RowBlock block, int[] rows, int count, int field, long[] numbers);
    }

    static LongStream seeds() {
        return Fuzz.seeds("PlainIntegersTest", CASES);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void parsesShortFields(long seed) throws IOException {
        assertParses(Fuzz.random(seed), "[0-9]{1,8}", 1, 8, PlainIntegers::parseShort);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void parsesLongFields(long seed) throws IOException {
        assertParses(Fuzz.random(seed), "[0-9]{17,19}", 17, 19, PlainIntegers::parseLong);
    }

    private static void assertParses(Random random, String plain, int shortest, int longest, Parse parse)
            throws IOException {
        List<String> fields = fields(random, shortest, longest);
        int count = fields.size();
        int field = random.nextInt(3);
        String newline = random.nextInt(5) == 0 ? "\r\n" : "\n";
        PlainIntegers integers = new PlainIntegers(CAPACITY);
        long[] numbers = new long[count];
        int others = parse.of(integers, block(fields, field, newline), rows(count), count, field, numbers);

        List<Integer> expected = new ArrayList<>();
        for (int row = 0; row < count; row++) {
            String text = fields.get(row);
            if (isPlain(text, plain, field == 2 && newline.length() == 2)) {
                assertThat(numbers[row]).as(text).isEqualTo(Long.parseLong(text));
            } else {
                expected.add(row);
            }
        }
        assertThat(Arrays.stream(integers.others(), 0, others).boxed())
                .as("%s in field %d", fields, field)
                .isEqualTo(expected);
    }

    /** Some fields of digits, among them few or many others, or none. */
    private static List<String> fields(Random random, int shortest, int longest) {
        int oneInOther = 1 + random.nextInt(CAPACITY);
        int count = 1 + random.nextInt(CAPACITY);
        List<String> fields = new ArrayList<>();
        for (int row = 0; row < count; row++) {
            fields.add(
                    random.nextInt(oneInOther) == 0
                            ? TROUBLES.get(random.nextInt(TROUBLES.size()))
                            : digits(random, shortest + random.nextInt(longest - shortest + 1)));
        }
        return fields;
    }

    private static boolean isPlain(String field, String plain, boolean carriageReturn) {
        return !carriageReturn && field.matches(plain) && new BigInteger(field).bitLength() < Long.SIZE;
    }

    private static String digits(Random random, int length) {
        StringBuilder digits = new StringBuilder();
        // A first digit of at most eight keeps nineteen of them below 2^63.
        digits.append((char) ('0' + random.nextInt(9)));
        while (digits.length() < length) {
            digits.append((char) ('0' + random.nextInt(10)));
        }
        return digits.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775807", "0000000000000000001", "99999999999999999"})
    void parsesTheExtremesOfLongFields(String field) throws IOException {
        long[] numbers = new long[1];
        RowBlock block = block(List.of(field), 0, "\n");
        assertThat(new PlainIntegers(1).parseLong(block, rows(1), 1, 0, numbers))
                .isZero();
        assertThat(numbers).containsExactly(Long.parseLong(field));
    }

    @Test
    void skipsRowsThatAreNotListed() throws IOException {
        long[] numbers = new long[2];
        RowBlock block = block(List.of("1", "bad", "22", "bad", "4444"), 1, "\n");
        assertThat(new PlainIntegers(2).parseShort(block, new int[] {2, 4}, 2, 1, numbers))
                .isZero();
        assertThat(numbers).containsExactly(22, 4444);
    }

    /** Rows of three fields. */
    private static RowBlock block(List<String> fields, int field, String newline) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String each : fields) {
            text.append(IntStream.range(0, 3)
                            .mapToObj(at -> at == field ? each : "7")
                            .reduce((one, other) -> one + "," + other)
                            .orElseThrow())
                    .append(newline);
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.ISO_8859_1);
        ChunkReader reader = new ChunkReader(new ByteArrayInputStream(bytes), 0, bytes.length, ',', 3, false);
        assertThat(reader.next()).isTrue();
        assertThat(reader.rows().size()).isEqualTo(fields.size());
        return reader.rows();
    }

    private static int[] rows(int count) {
        return IntStream.range(0, count).toArray();
    }
}
