package io.ordermatrix.order;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the names of files say of their rows, like {@code {security_code}_{date}_*.csv}.
 *
 * <p>A star stands for any characters, and braces for a value: that of a column, or the date from whose midnight
 * timestamps count, which is written as 2012-06-21 or 20120621. A value ends where what follows it in the pattern
 * begins for the first time.
 *
 * @param pattern empty if names say nothing
 */
public record FileNameFormat(String pattern) {
    /** Names that say nothing. */
    public static final FileNameFormat NONE = new FileNameFormat("");

    /** The value that is a date. */
    public static final String DATE = "date";

    private static final Pattern PIECE = Pattern.compile("\\{([^{}]*)\\}|\\*|[^*{}]+|[{}]");
    private static final DateTimeFormatter BASIC = DateTimeFormatter.BASIC_ISO_DATE;

    public boolean isGiven() {
        return !pattern.isEmpty();
    }

    /** What is wrong with the pattern, and what was expected. */
    public Optional<String> problem() {
        List<String> values = values();
        return values.stream()
                .filter(value -> !value.equals(DATE)
                        && OrderColumn.named(value)
                                .filter(OrderColumn::canBeConstant)
                                .isEmpty())
                .map(value -> "found {%s}, expected date or the name of a column of numbers".formatted(value))
                .findFirst()
                .or(() -> values.stream().distinct().count() < values.size()
                        ? Optional.of("found %s, expected each name in braces once".formatted(pattern))
                        : Optional.empty());
    }

    /** The names in braces, from the left. */
    public List<String> values() {
        List<String> names = new ArrayList<>();
        PIECE.matcher(pattern)
                .results()
                .filter(piece -> piece.group(1) != null)
                .forEach(piece -> names.add(piece.group(1)));
        return names;
    }

    /** The values that a file's name has, by their names in braces; empty if the name has another form. */
    public Optional<Map<String, String>> read(String fileName) {
        StringBuilder regex = new StringBuilder();
        PIECE.matcher(pattern).results().forEach(piece -> {
            boolean isValue = piece.group(1) != null;
            regex.append(isValue ? "(.+?)" : piece.group().equals("*") ? ".*?" : Pattern.quote(piece.group()));
        });
        Matcher name = Pattern.compile(regex.toString()).matcher(fileName);
        if (!name.matches()) {
            return Optional.empty();
        }
        Map<String, String> read = new LinkedHashMap<>();
        List<String> values = values();
        for (int at = 0; at < values.size(); at++) {
            read.put(values.get(at), name.group(at + 1));
        }
        return Optional.of(read);
    }

    /** A date in a file's name; empty if the text is none. */
    public static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(text.contains("-") ? LocalDate.parse(text) : LocalDate.parse(text, BASIC));
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }
}
