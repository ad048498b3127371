package io.ordermatrix.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.ordermatrix.order.OrderColumn;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * Pairs of names or values: a block, or a text like {@code one=1,two=2}. What is left of the equals sign is in lower case.
 *
 * @param example of a text
 * @param right what may stand right of the equals sign, as a question about a pair: the answer is the value to keep, or a
 *     complaint
 */
record PairsType(String example, BiFunction<String, String, Checked> right) implements ValueType<Map<String, String>> {
    private static final List<String> TARGETS = Arrays.stream(OrderColumn.values())
            .filter(column -> !column.isMade())
            .map(OrderColumn::columnName)
            .toList();
    private static final List<String> CONSTANT_COLUMNS = Arrays.stream(OrderColumn.values())
            .filter(OrderColumn::canBeConstant)
            .map(OrderColumn::columnName)
            .toList();
    private static final ScalarType<String> TEXT = ScalarType.text("a text");

    /**
     * A pair that was looked at.
     *
     * @param value to keep; null if it is wrong
     * @param expected what was expected instead; null if it is right
     */
    record Checked(String value, String expected) {}

    /** Names of columns in files, mapped to our names. */
    static PairsType aliases() {
        return new PairsType("theirs=ours,theirs=ours", (theirs, ours) -> {
            String target = normal(ours);
            return TARGETS.contains(target)
                    ? new Checked(target, null)
                    : new Checked(
                            null,
                            "the name of a known column after the equals sign; did you mean "
                                    + Nearest.to(target, TARGETS) + "?");
        });
    }

    /** Our names of columns, mapped to values. */
    static PairsType constants() {
        return new PairsType(
                "column=value,column=value",
                (column, value) -> CONSTANT_COLUMNS.contains(column)
                        ? new Checked(value.strip(), null)
                        : new Checked(
                                null,
                                "the name of a column of numbers before the equals sign; did you mean "
                                        + Nearest.to(column, CONSTANT_COLUMNS) + "?"));
    }

    private static String normal(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    @Override
    public Optional<Map<String, String>> read(String key, ConfigValue value, Problems problems) {
        Reading reading = new Reading(key, problems);
        if (value instanceof ConfigObject block) {
            block.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(entry -> reading.add(entry.getKey(), entry.getValue()));
        } else if (value.valueType() == ConfigValueType.STRING) {
            Arrays.stream(ScalarType.textOf(value).split(",", -1)).forEach(pair -> reading.addPair(pair, value));
        } else {
            reading.complain(value, "found no names, expected a block or a text like " + example);
        }
        return reading.isFlawed ? Optional.empty() : Optional.of(reading.pairs);
    }

    @Override
    public Object write(Map<String, String> pairs) {
        return pairs;
    }

    /** The pairs of one value read so far. */
    private final class Reading {
        private final String key;
        private final Problems problems;
        private final Map<String, String> pairs = new TreeMap<>();
        private boolean isFlawed;

        Reading(String key, Problems problems) {
            this.key = key;
            this.problems = problems;
        }

        void addPair(String pair, ConfigValue origin) {
            String[] sides = pair.split("=", -1);
            if (sides.length == 2 && !sides[0].isBlank()) {
                add(sides[0], sides[1], origin);
            } else {
                complain(
                        origin,
                        "found " + (pair.isBlank() ? "nothing" : pair) + ", expected "
                                + example.substring(0, example.indexOf(',')));
            }
        }

        void add(String left, ConfigValue value) {
            if (value instanceof ConfigObject) {
                complain(value, "found a block under " + left + "; names with a dot must be quoted");
                return;
            }
            TEXT.read(key, value, problems).ifPresentOrElse(text -> add(left, text, value), () -> isFlawed = true);
        }

        private void add(String left, String text, ConfigValue origin) {
            String name = normal(left);
            Checked checked = right.apply(name, text);
            if (checked.expected() != null) {
                complain(origin, "found " + left.strip() + "=" + text.strip() + ", expected " + checked.expected());
            } else if (pairs.put(name, checked.value()) != null) {
                complain(origin, "found " + name + " twice, expected it once");
            }
        }

        void complain(ConfigValue origin, String message) {
            isFlawed = true;
            problems.add(key, origin, message);
        }
    }
}
