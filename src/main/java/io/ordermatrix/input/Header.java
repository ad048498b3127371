package io.ordermatrix.input;

import io.ordermatrix.config.Nearest;
import io.ordermatrix.order.OrderColumn;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The columns of a file, by name.
 *
 * @param columns one name per field, in the order of the file: in lower case, trimmed, with aliases replaced by our
 *     names
 */
public record Header(List<String> columns) implements Serializable {

    public Header {
        columns = List.copyOf(columns);
    }

    /**
     * Makes a header of the fields of a header line.
     *
     * @param fields the line's fields
     * @param aliases from the files' names to ours, both in lower case; applied in addition to {@link
     *     OrderColumn#aliases()}
     */
    static Header of(List<String> fields, Map<String, String> aliases) {
        Map<String, String> ours = new HashMap<>();
        for (OrderColumn column : OrderColumn.values()) {
            column.aliases().forEach(alias -> ours.put(alias, column.columnName()));
        }
        ours.putAll(aliases);
        return new Header(fields.stream()
                .map(field -> field.strip().toLowerCase(Locale.ROOT))
                .map(name -> ours.getOrDefault(name, name))
                .toList());
    }

    public int fieldCount() {
        return columns.size();
    }

    /** The field that holds a column, counted from 0. */
    public OptionalInt find(String columnName) {
        int field = columns.indexOf(columnName);
        return field < 0 ? OptionalInt.empty() : OptionalInt.of(field);
    }

    /** The field that holds a needed column, counted from 0. */
    public int field(OrderColumn column) {
        return find(column.columnName())
                .orElseThrow(() -> new IllegalArgumentException("There is no column " + column.columnName()));
    }

    /** The setting that would mend a missing column, if another one may be meant by it. */
    private String suggestion(String missing) {
        List<String> unknown = columns.stream()
                .filter(name -> !name.isEmpty())
                .filter(name -> Arrays.stream(OrderColumn.values())
                        .noneMatch(column -> column.columnName().equals(name)))
                .toList();
        return Nearest.similarTo(missing, unknown)
                .map(meant -> "; if %1$s is %2$s, say columns.aliases.%1$s = %2$s".formatted(meant, missing))
                .orElse("");
    }

    /** Why a file with this header can't be read, one line per problem, without the file's name. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        List<String> missing = OrderColumn.needed().stream()
                .map(OrderColumn::columnName)
                .filter(name -> !columns.contains(name))
                .toList();
        if (!missing.isEmpty()) {
            problems.add("missing column%s %s; found %s%s"
                    .formatted(
                            missing.size() == 1 ? "" : "s",
                            String.join(", ", missing),
                            String.join(", ", columns),
                            missing.size() == 1 ? suggestion(missing.get(0)) : ""));
        }
        Map<String, Integer> firstField = new HashMap<>();
        for (int field = 0; field < columns.size(); field++) {
            Integer first = firstField.putIfAbsent(columns.get(field), field);
            if (first != null) {
                problems.add("column %s is named twice, in fields %d and %d"
                        .formatted(columns.get(field), first + 1, field + 1));
            }
        }
        return problems;
    }
}
