package io.ordermatrix.input;

import io.ordermatrix.order.FileNameFormat;
import io.ordermatrix.order.LineFormat;
import io.ordermatrix.order.OrderColumn;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Values that every row of a file has without any of its fields saying so.
 *
 * @param columns the values of columns
 * @param midnight the date from whose midnight its timestamps count; null if they count from 1970
 */
record FileValues(Map<OrderColumn, Long> columns, LocalDate midnight) implements Serializable {
    static final FileValues NONE = new FileValues(Map.of(), null);

    FileValues {
        Map<OrderColumn, Long> values = new EnumMap<>(OrderColumn.class);
        values.putAll(columns);
        columns = Collections.unmodifiableMap(values);
    }

    /**
     * The values of a file.
     *
     * @throws IllegalArgumentException if its name has another form
     */
    static FileValues of(String fileName, LineFormat format) {
        if (!format.fileName().isGiven()) {
            return format.constants().isEmpty() ? NONE : new FileValues(format.constants(), null);
        }
        Map<String, String> read = format.fileName()
                .read(fileName)
                .orElseThrow(() ->
                        new IllegalArgumentException("the name does not have the form %s, which columns.file-name gives"
                                .formatted(format.fileName().pattern())));
        Map<OrderColumn, Long> values = new EnumMap<>(OrderColumn.class);
        values.putAll(format.constants());
        LocalDate midnight = null;
        for (Map.Entry<String, String> value : read.entrySet()) {
            if (value.getKey().equals(FileNameFormat.DATE)) {
                midnight = date(value.getValue());
            } else {
                OrderColumn column = OrderColumn.named(value.getKey()).orElseThrow();
                values.put(column, number(column, value.getValue(), format));
            }
        }
        return new FileValues(values, midnight);
    }

    private static LocalDate date(String text) {
        return FileNameFormat.date(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "the date in the name: found %s, expected a date like 2024-01-31 or 20240131".formatted(text)));
    }

    private static long number(OrderColumn column, String text, LineFormat format) {
        try {
            return column.constant(text, format.securities());
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    "the %s in the name: %s".formatted(column.columnName(), wrong.getMessage()), wrong);
        }
    }

    Optional<LocalDate> date() {
        return Optional.ofNullable(midnight);
    }
}
