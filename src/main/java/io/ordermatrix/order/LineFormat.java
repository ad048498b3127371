package io.ordermatrix.order;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a feed writes its lines, and what it calls its columns.
 *
 * @param separator between the fields of a line
 * @param names the columns of files that have no header line, in lower case; empty if every file has one
 * @param aliases from the files' column names to ours, both in lower case; applied in addition to {@link OrderColumn#aliases()}
 */
public record LineFormat(Separator separator, List<String> names, Map<String, String> aliases) {
    /** Files as the specification has them: a header line, and commas. */
    public static final LineFormat PLAIN = new LineFormat(Separator.COMMA, List.of(), Map.of());

    public LineFormat {
        names = List.copyOf(names);
        aliases = Collections.unmodifiableMap(new TreeMap<>(aliases));
    }

    /** Whether the first line of a file has the names of its columns. */
    public boolean hasHeaderLine() {
        return names.isEmpty();
    }
}
