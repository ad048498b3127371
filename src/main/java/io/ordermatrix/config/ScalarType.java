package io.ordermatrix.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.ordermatrix.order.ColumnType;
import io.ordermatrix.order.SecurityName;
import io.ordermatrix.order.TradingHours;
import io.ordermatrix.units.DataSize;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A single value. Numbers are parsed from the text that the user wrote, so that nothing is rounded before it is
 * checked.
 *
 * @param parser throws IllegalArgumentException with the message for the user
 * @param writer returns a text or a number
 */
record ScalarType<T>(Function<String, T> parser, Function<T, Object> writer) implements ValueType<T> {
    private static final Pattern WHOLE_NUMBER = Pattern.compile("[+-]?\\d+");

    static ScalarType<String> text(String expected) {
        return new ScalarType<>(
                text -> {
                    if (text.isBlank()) {
                        throw unexpected(text, expected);
                    }
                    return text;
                },
                text -> text);
    }

    /** A name of a security, as its code. */
    static ScalarType<Integer> securityName() {
        return new ScalarType<>(SecurityName::code, SecurityName::of);
    }

    static ScalarType<Integer> wholeNumber(long smallest, long largest) {
        String expected = "a whole number from " + smallest + " to " + largest;
        return new ScalarType<>(
                text -> {
                    if (!WHOLE_NUMBER.matcher(text).matches()) {
                        throw unexpected(text, expected);
                    }
                    BigInteger number = new BigInteger(text);
                    if (number.compareTo(BigInteger.valueOf(smallest)) < 0
                            || number.compareTo(BigInteger.valueOf(largest)) > 0) {
                        throw unexpected(text, expected);
                    }
                    return number.intValueExact();
                },
                number -> number);
    }

    /** The numbers that a column of a type, at most INT, can have. */
    static ScalarType<Integer> wholeNumber(ColumnType type) {
        return wholeNumber(type.smallest(), type.largest());
    }

    /** A part of a whole, 0 to 1. */
    static ScalarType<Double> share() {
        String expected = "a number from 0 to 1";
        return new ScalarType<>(
                text -> {
                    BigDecimal number;
                    try {
                        number = new BigDecimal(text);
                    } catch (NumberFormatException notANumber) {
                        throw unexpected(text, expected);
                    }
                    if (number.signum() < 0 || number.compareTo(BigDecimal.ONE) > 0) {
                        throw unexpected(text, expected);
                    }
                    return number.doubleValue();
                },
                number -> number);
    }

    static ScalarType<LocalDate> date() {
        return new ScalarType<>(
                text -> {
                    try {
                        return LocalDate.parse(text);
                    } catch (DateTimeException notADate) {
                        throw unexpected(text, "a date like 2024-01-31");
                    }
                },
                LocalDate::toString);
    }

    static ScalarType<ZoneId> zone() {
        return new ScalarType<>(
                text -> {
                    try {
                        return ZoneId.of(text);
                    } catch (DateTimeException notAZone) {
                        throw unexpected(text, "a zone like Australia/Sydney or +10:00");
                    }
                },
                ZoneId::toString);
    }

    static ScalarType<TradingHours> hours() {
        return new ScalarType<>(TradingHours::parse, TradingHours::toString);
    }

    static ScalarType<DataSize> size(DataSize smallest) {
        return new ScalarType<>(
                text -> {
                    DataSize size = DataSize.parse(text);
                    if (size.compareTo(smallest) < 0) {
                        throw unexpected(text, "at least " + smallest);
                    }
                    return size;
                },
                DataSize::toString);
    }

    /** The constants of an enum, with hyphens; in lower case, though capitals are understood. */
    static <E extends Enum<E>> ScalarType<E> choice(Class<E> choices) {
        Map<String, E> byName = new LinkedHashMap<>();
        Arrays.stream(choices.getEnumConstants()).forEach(constant -> byName.put(nameOf(constant), constant));
        return new ScalarType<>(
                text -> {
                    E choice = byName.get(text.toLowerCase(Locale.ROOT));
                    if (choice == null) {
                        throw unexpected(
                                text,
                                "one of " + String.join(", ", byName.keySet()) + "; did you mean "
                                        + Nearest.to(text, byName.keySet()) + "?");
                    }
                    return choice;
                },
                ScalarType::nameOf);
    }

    private static String nameOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static IllegalArgumentException unexpected(String found, String expected) {
        return new IllegalArgumentException(
                "found " + (found.isBlank() ? "nothing" : found) + ", expected " + expected);
    }

    @Override
    public Optional<T> read(String key, ConfigValue value, Problems problems) {
        if (value instanceof ConfigList || value instanceof ConfigObject || value.valueType() == ConfigValueType.NULL) {
            problems.add(key, value, "found " + kind(value) + ", expected a single value");
            return Optional.empty();
        }
        return parse(key, textOf(value), value, problems);
    }

    /** Parses a text that is a value, or a part of one. */
    Optional<T> parse(String key, String text, ConfigValue origin, Problems problems) {
        try {
            return Optional.of(parser.apply(text.strip()));
        } catch (IllegalArgumentException problem) {
            problems.add(key, origin, problem.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public Object write(T value) {
        return writer.apply(value);
    }

    /** The text of a scalar value, as it was written. */
    static String textOf(ConfigValue value) {
        // Only this accessor returns the digits of a number as written; unwrapped() has parsed them.
        return value.atKey("value").getString("value");
    }

    private static String kind(ConfigValue value) {
        return switch (value.valueType()) {
            case LIST -> "a list";
            case OBJECT -> "a block";
            case NULL -> "null";
            case BOOLEAN, NUMBER, STRING -> textOf(value);
        };
    }
}
