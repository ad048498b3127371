package io.ordermatrix.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermatrix.csv.Numbers.Outcome;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {
    private static final long[] LIMITS = {Byte.MAX_VALUE, Short.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE};
    private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]+");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?[0-9]+(\\.[0-9]+)?");
    private static final int CASES = 50_000;

    /** The expected result of a parse; the value is null if there is none. */
    private record Expected(Outcome outcome, Long value) {}

    @ParameterizedTest(name = "[{0}] as {1} is {2}")
    @CsvFileSource(resources = "/csv/integers.psv", delimiter = '|', useHeadersInDisplayName = true)
    void parsesTheListedIntegers(String field, String type, String expected) {
        long limit = limit(type);
        Expected wanted = expected(expected);
        assertInteger(unbracket(field), limit, wanted);
    }

    @ParameterizedTest(name = "[{0}] with {1} decimals as {2} is {3}")
    @CsvFileSource(resources = "/csv/decimals.psv", delimiter = '|', useHeadersInDisplayName = true)
    void parsesTheListedDecimals(String field, int decimals, String type, String expected) {
        assertDecimal(unbracket(field), decimals, limit(type), expected(expected));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void parsesIntegersLikeBigInteger(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < CASES; i++) {
            String field = field(random, false);
            long limit = LIMITS[random.nextInt(LIMITS.length)];
            assertInteger(field, limit, oracle(field, 0, limit, INTEGER));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {4, 5, 6})
    void parsesDecimalsLikeBigDecimal(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < CASES; i++) {
            String field = field(random, true);
            long limit = LIMITS[random.nextInt(LIMITS.length)];
            int decimals = random.nextInt(3) == 0 ? random.nextInt(Numbers.MAX_DECIMALS + 1) : random.nextInt(4);
            assertDecimal(field, decimals, limit, oracle(field, decimals, limit, DECIMAL));
        }
    }

    private static Expected oracle(String field, int decimals, long limit, Pattern pattern) {
        String text = field.replaceAll("^ +| +$", "");
        if (text.isEmpty()) {
            return new Expected(Outcome.MISSING, null);
        }
        if (!pattern.matcher(text).matches()) {
            return new Expected(Outcome.NOT_A_NUMBER, null);
        }
        BigDecimal scaled = new BigDecimal(text).movePointRight(decimals);
        BigInteger whole = scaled.setScale(0, RoundingMode.DOWN).toBigInteger();
        if (whole.compareTo(BigInteger.valueOf(limit)) > 0 || whole.compareTo(BigInteger.valueOf(-limit - 1)) < 0) {
            return new Expected(Outcome.OVERFLOW, null);
        }
        if (scaled.compareTo(new BigDecimal(whole)) != 0) {
            return new Expected(Outcome.PRECISION, null);
        }
        return new Expected(Outcome.VALUE, whole.longValueExact());
    }

    private static String field(Random random, boolean point) {
        StringBuilder field = new StringBuilder(digits(random));
        if (point && random.nextBoolean()) {
            field.append('.').append(random.nextBoolean() ? "0".repeat(random.nextInt(4)) : digits(random));
            field.append("0".repeat(random.nextInt(3)));
        }
        if (random.nextInt(3) == 0) {
            field.insert(0, random.nextBoolean() ? '-' : '+');
        }
        if (random.nextInt(4) == 0) {
            field.insert(0, " ".repeat(random.nextInt(3))).append(" ".repeat(random.nextInt(3)));
        }
        if (random.nextInt(4) == 0 && field.length() > 0) {
            field.setCharAt(random.nextInt(field.length()), (char) random.nextInt(256));
        }
        return field.toString();
    }

    private static String digits(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> Long.toString(random.nextLong()).replace("-", "");
            case 1 -> Long.toUnsignedString(Long.MAX_VALUE - 2 + random.nextInt(5));
            case 2 -> Long.toString(LIMITS[random.nextInt(3)] - 2 + random.nextInt(5));
            case 3 -> "0".repeat(random.nextInt(30)) + random.nextInt(1000);
            default -> {
                StringBuilder digits = new StringBuilder();
                for (int i = random.nextInt(25); i > 0; i--) {
                    digits.append((char) ('0' + random.nextInt(10)));
                }
                yield digits.toString();
            }
        };
    }

    private static void assertInteger(String field, long limit, Expected expected) {
        for (String before : new String[] {"", "9", "9".repeat(30), "\u00ff".repeat(30)}) {
            byte[] bytes = (before + field).getBytes(StandardCharsets.ISO_8859_1);
            long value = Numbers.integer(bytes, before.length(), bytes.length, limit);
            Outcome outcome = Numbers.integerOutcome(bytes, before.length(), bytes.length, limit);
            assertEqual(field, value, outcome, expected);
            assertEqual(field, Numbers.digit(bytes, before.length(), bytes.length, limit), outcome, expected);
        }
    }

    private static void assertDecimal(String field, int decimals, long limit, Expected expected) {
        for (String before : new String[] {"", ".", "9".repeat(30), "\u00ff".repeat(30)}) {
            byte[] bytes = (before + field).getBytes(StandardCharsets.ISO_8859_1);
            long value = Numbers.decimal(bytes, before.length(), bytes.length, decimals, limit);
            Outcome outcome = Numbers.decimalOutcome(bytes, before.length(), bytes.length, decimals, limit);
            assertEqual(field + " with " + decimals, value, outcome, expected);
        }
    }

    private static void assertEqual(String what, long value, Outcome outcome, Expected expected) {
        // Compares before describing: a description for each of a million cases would take longer than the cases.
        long wanted = expected.value() == null ? Numbers.NONE : expected.value();
        if (value != wanted || outcome != expected.outcome()) {
            assertThat(outcome).as("outcome of [%s]", what).isEqualTo(expected.outcome());
            assertThat(value).as("value of [%s]", what).isEqualTo(wanted);
        }
    }

    private static Expected expected(String text) {
        return text.matches("-?[0-9]+")
                ? new Expected(Outcome.VALUE, Long.parseLong(text))
                : new Expected(Outcome.valueOf(text.toUpperCase(Locale.ROOT)), null);
    }

    private static String unbracket(String field) {
        return field.substring(1, field.length() - 1);
    }

    private static long limit(String type) {
        return switch (type) {
            case "byte" -> Byte.MAX_VALUE;
            case "short" -> Short.MAX_VALUE;
            case "int" -> Integer.MAX_VALUE;
            default -> Long.MAX_VALUE;
        };
    }
}
