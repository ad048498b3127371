package io.ordermatrix.input;

import io.ordermatrix.config.Nearest;
import io.ordermatrix.order.LineFormat;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.order.SecurityType;
import io.ordermatrix.order.Separator;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The columns of a file, by name.
 *
 * @param columns one name per field, in the order of the file: in lower case, trimmed, with aliases replaced by our
 *     names
 * @param separator between fields
 * @param isLine whether the first line of the file has the names, so that it is no event
 * @param hasSecurityNames whether the field of security_code holds names, which are then a column as well
 * @param values of columns that are not among its fields
 */
public record Header(
        List<String> columns, Separator separator, boolean isLine, boolean hasSecurityNames, FileValues values)
        implements Serializable {
    /** The column that has the text of security_code. */
    private static final String SECURITY = "security";

    private static final Pattern DIGITS = Pattern.compile("-?[0-9.]+");

    /** Of a file whose columns are not known yet. */
    static final Header NONE = new Header(List.of(), Separator.COMMA, false, false, FileValues.NONE);

    public Header {
        columns = List.copyOf(columns);
    }

    /**
     * Makes the header of a file.
     *
     * @param firstLine the fields of the file's first line
     * @param values of columns that are not among its fields
     */
    static Header of(List<String> firstLine, LineFormat format, FileValues values) {
        Map<String, String> ours = new HashMap<>();
        for (OrderColumn column : OrderColumn.values()) {
            column.aliases().forEach(alias -> ours.put(alias, column.columnName()));
        }
        ours.putAll(format.aliases());
        List<String> names = format.hasHeaderLine() ? firstLine : format.names();
        List<String> columns = names.stream()
                .map(field -> field.strip().toLowerCase(Locale.ROOT))
                .map(name -> ours.getOrDefault(name, name))
                .toList();
        boolean hasSecurityNames = format.securities() == SecurityType.TEXT
                && columns.contains(OrderColumn.SECURITY_CODE.columnName())
                && !columns.contains(SECURITY);
        return new Header(columns, format.separator(), format.hasHeaderLine(), hasSecurityNames, values);
    }

    public int fieldCount() {
        return columns.size();
    }

    /** The field that holds a column, counted from 0. */
    public OptionalInt find(String columnName) {
        boolean isName = hasSecurityNames && columnName.equals(SECURITY);
        int field = columns.indexOf(isName ? OrderColumn.SECURITY_CODE.columnName() : columnName);
        return field < 0 ? OptionalInt.empty() : OptionalInt.of(field);
    }

    /** Whether rows have a value of a column, in a field or without one. */
    public boolean has(String columnName) {
        return find(columnName).isPresent() || constant(columnName).isPresent();
    }

    /** The value that every row has in a column without any of its fields saying so. */
    public OptionalLong constant(String columnName) {
        return OrderColumn.named(columnName)
                .map(values.columns()::get)
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }

    /** The names of all columns, those without a field of their own last. */
    public Stream<String> names() {
        Stream<String> given = values.columns().keySet().stream().map(OrderColumn::columnName);
        return Stream.of(columns.stream(), hasSecurityNames ? Stream.of(SECURITY) : Stream.<String>empty(), given)
                .flatMap(Function.identity());
    }

    /** The date from whose midnight timestamps count; empty if they count from 1970. */
    public Optional<LocalDate> midnight() {
        return values.date();
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
                .map(meant -> "; if %1$s means %2$s, set columns.aliases.%1$s = %2$s".formatted(meant, missing))
                .orElse("");
    }

    /** Whether the first line has numbers where a header has names. */
    private boolean looksLikeEvent() {
        return isLine && columns.stream().filter(DIGITS.asMatchPredicate()).count() > columns.size() / 2;
    }

    /** The setting that would mend a header of which a reader makes nothing; empty if there is none. */
    private String likelyFormat() {
        if (columns.size() == 1) {
            for (Separator other : Separator.values()) {
                if (columns.get(0).indexOf(other.character()) >= 0) {
                    return "; if that is several columns, set columns.separator = "
                            + other.name().toLowerCase(Locale.ROOT);
                }
            }
        }
        return looksLikeEvent() ? "; if the files have no header line, name their columns in columns.names" : "";
    }

    /** Why a file with this header can't be read, one line per problem, without the file's name. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        List<String> missing = OrderColumn.needed().stream()
                .map(OrderColumn::columnName)
                .filter(name -> !has(name))
                .toList();
        if (!missing.isEmpty()) {
            problems.add("missing column%s %s; found %s%s"
                    .formatted(
                            missing.size() == 1 ? "" : "s",
                            String.join(", ", missing),
                            String.join(", ", columns),
                            missing.size() == 1 ? suggestion(missing.get(0)) : likelyFormat()));
        }
        values.columns().keySet().stream()
                .map(OrderColumn::columnName)
                .filter(columns::contains)
                .forEach(name ->
                        problems.add("column %s is in the file, but columns.constants or columns.file-name gives it too"
                                .formatted(name)));
        Map<String, Integer> firstField = new HashMap<>();
        for (int field = 0; field < columns.size(); field++) {
            Integer first = firstField.putIfAbsent(columns.get(field), field);
            if (first != null && !looksLikeEvent()) {
                problems.add("column %s is named twice, in fields %d and %d"
                        .formatted(columns.get(field), first + 1, field + 1));
            }
        }
        return problems;
    }
}
