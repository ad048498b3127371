package io.ordermatrix.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Several values: a list, or a text with commas between them. A single value is a list of one.
 *
 * @param separator separates the values of a text
 * @param splitsElements whether an element of a list may be a text with several values
 */
record ListType<T>(ScalarType<T> element, Pattern separator, boolean splitsElements) implements ValueType<List<T>> {
    private static final Pattern COMMA = Pattern.compile(",");

    /** A comma, but not one between the braces of a glob such as {@code day-{1,2}.csv}. */
    private static final Pattern COMMA_OUTSIDE_BRACES = Pattern.compile(",(?![^{}]*\\})");

    static <T> ListType<T> of(ScalarType<T> element) {
        return new ListType<>(element, COMMA, true);
    }

    /** Paths may contain commas, so each element of a list is a single path. */
    static ListType<String> paths() {
        return new ListType<>(ScalarType.text("a file, a directory or a glob"), COMMA_OUTSIDE_BRACES, false);
    }

    @Override
    public Optional<List<T>> read(String key, ConfigValue value, Problems problems) {
        List<Optional<T>> values = new ArrayList<>();
        if (value instanceof ConfigList list) {
            for (ConfigValue item : list) {
                if (splitsElements) {
                    values.addAll(split(key, item, problems));
                } else {
                    values.add(element.read(key, item, problems));
                }
            }
        } else {
            values.addAll(split(key, value, problems));
        }
        return values.stream().allMatch(Optional::isPresent)
                ? Optional.of(values.stream().flatMap(Optional::stream).toList())
                : Optional.empty();
    }

    private List<Optional<T>> split(String key, ConfigValue value, Problems problems) {
        if (value.valueType() != ConfigValueType.STRING) {
            return List.of(element.read(key, value, problems));
        }
        // The limit keeps empty texts at the end, which are reported like any other problem.
        return Arrays.stream(separator.split(ScalarType.textOf(value), -1))
                .map(text -> element.parse(key, text, value, problems))
                .toList();
    }

    @Override
    public Object write(List<T> values) {
        return values.stream().map(element::write).toList();
    }
}
