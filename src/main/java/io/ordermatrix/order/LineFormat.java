package io.ordermatrix.order;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a feed writes its lines, and what it calls its columns.
 *
 * @param separator between the fields of a line
 * @param names the columns of files that have no header line, in lower case; empty if every file has one
 * @param aliases from the files' column names to ours, both in lower case; applied in addition to {@link OrderColumn#aliases()}
 * @param constants the values of columns that no file has
 * @param fileName what the names of files say of their rows
 * @param securities how files and their names write securities
 */
public record LineFormat(
        Separator separator,
        List<String> names,
        Map<String, String> aliases,
        Map<OrderColumn, Long> constants,
        FileNameFormat fileName,
        SecurityType securities) {
    /** Files as the specification has them: a header line, and commas. */
    public static final LineFormat PLAIN = of(Separator.COMMA, List.of(), Map.of());

    public LineFormat {
        names = List.copyOf(names);
        aliases = Collections.unmodifiableMap(new TreeMap<>(aliases));
        Map<OrderColumn, Long> given = new EnumMap<>(OrderColumn.class);
        given.putAll(constants);
        constants = Collections.unmodifiableMap(given);
    }

    /** Files with all their columns. */
    public static LineFormat of(Separator separator, List<String> names, Map<String, String> aliases) {
        return new LineFormat(separator, names, aliases, Map.of(), FileNameFormat.NONE, SecurityType.NUMBER);
    }

    /** Whether the first line of a file has the names of its columns. */
    public boolean hasHeaderLine() {
        return names.isEmpty();
    }
}
