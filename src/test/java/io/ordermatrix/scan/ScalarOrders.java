package io.ordermatrix.scan;

import io.ordermatrix.order.DropReason;
import io.ordermatrix.order.FeedFormat;
import io.ordermatrix.order.FieldFormat;
import io.ordermatrix.order.LineFormat;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.order.RejectReason;
import io.ordermatrix.order.SecurityType;
import io.ordermatrix.order.Selection;
import io.ordermatrix.order.TimestampUnit;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads a file of orders in the slowest and simplest way: line by line, character by character, with the JDK's exact
 * numbers and its calendar.
 */
final class ScalarOrders {
    private static final Pattern SPACES_AROUND = Pattern.compile("^ +| +$");
    private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]+");
    private static final Pattern TIME = Pattern.compile(
            "(?<local>\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d)([.](?<fraction>\\d+))?(?<offset>Z|[+-]\\d\\d(:?\\d\\d)?)?");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?[0-9]+([.][0-9]+)?");

    /** The values of each kept event, by their slots in {@link OrderSlots}. */
    final List<List<Long>> events = new ArrayList<>();

    /** The line, byte offset, reason and text of each reject. */
    final List<String> rejects = new ArrayList<>();

    final Map<String, Long> rejected = new TreeMap<>();
    final Map<DropReason, Long> dropped = new EnumMap<>(DropReason.class);
    int lines;
    int blank;

    private final Selection selection;
    private final FeedFormat format;
    private final char separator;
    private List<String> header;

    private final LineFormat lineFormat;
    private final Optional<LocalDate> midnight;

    private ScalarOrders(LineFormat lineFormat, Selection selection, FeedFormat format, Optional<LocalDate> midnight) {
        this.lineFormat = lineFormat;
        this.midnight = midnight;
        separator = lineFormat.separator().character();
        if (!lineFormat.hasHeaderLine()) {
            header = ours(lineFormat.names().stream(), lineFormat);
        }
        this.selection = selection;
        this.format = format;
        for (DropReason filter : DropReason.values()) {
            dropped.put(filter, 0L);
        }
    }

    /**
     * Reads a file.
     *
     * @param dirty the file
     */
    static ScalarOrders read(DirtyOrders dirty) {
        String text = dirty.text();
        LineFormat lineFormat = dirty.lines();
        ScalarOrders orders = new ScalarOrders(lineFormat, dirty.selection(), dirty.format(), dirty.midnight());
        boolean isMarked = text.startsWith("\u00EF\u00BB\u00BF");
        int start = isMarked && orders.header != null ? 3 : 0;
        while (start < text.length()) {
            int newline = text.indexOf('\n', start);
            int end = newline < 0 ? text.length() : newline;
            String line = text.substring(start, end);
            line = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
            orders.lines++;
            if (orders.header == null) {
                String names = isMarked ? line.substring(3) : line;
                orders.header = ours(Arrays.stream(names.split(Pattern.quote("" + orders.separator), -1)), lineFormat);
            } else if (line.isEmpty()) {
                orders.blank++;
            } else {
                orders.addRow(line, start);
            }
            start = end + 1;
        }
        return orders;
    }

    private static List<String> ours(Stream<String> names, LineFormat lineFormat) {
        Map<String, String> ours = new TreeMap<>(lineFormat.aliases());
        ours.putAll(Map.of("orderid", "order_id", "securitycode", "security_code", "orderbookid", "security_code"));
        return names.map(name -> name.replace("\"", "").strip().toLowerCase(Locale.ROOT))
                .map(name -> ours.getOrDefault(name, name))
                .toList();
    }

    private void addRow(String line, int offset) {
        List<String> fields = split(line);
        if (fields == null) {
            reject(line, offset, "quote");
            return;
        }
        if (fields.size() != header.size()) {
            reject(line, offset, "field_count");
            return;
        }
        Map<OrderColumn, Long> values = new EnumMap<>(OrderColumn.class);
        List<OrderColumn> filterColumns = new ArrayList<>();
        selection.filters().forEach(filter -> filterColumns.add(filter.column()));
        String reason = read(fields, filterColumns, values);
        if (reason != null) {
            reject(line, offset, reason);
            return;
        }
        for (DropReason filter : selection.filters()) {
            if (drops(filter, values.get(filter.column()))) {
                dropped.merge(filter, 1L, Long::sum);
                return;
            }
        }
        reason = read(fields, OrderColumn.needed(), values);
        if (reason != null) {
            reject(line, offset, reason);
            return;
        }
        events.add(event(values));
    }

    private void reject(String line, int offset, String reason) {
        byte[] raw = line.getBytes(StandardCharsets.ISO_8859_1);
        rejects.add(
                text(lines, offset, reason, new String(raw, 0, Math.min(4096, raw.length), StandardCharsets.UTF_8)));
        rejected.merge(RejectReason.parse(reason).toString(), 1L, Long::sum);
    }

    static String text(long line, long offset, String reason, String raw) {
        return line + " " + offset + " " + reason + " " + raw;
    }

    private String read(List<String> fields, List<OrderColumn> columns, Map<OrderColumn, Long> values) {
        for (OrderColumn column : columns) {
            if (lineFormat.constants().containsKey(column)) {
                values.put(column, lineFormat.constants().get(column));
                continue;
            }
            String reason = read(fields.get(header.indexOf(column.columnName())), column, values);
            if (reason != null) {
                return reason;
            }
        }
        return null;
    }

    private String read(String field, OrderColumn column, Map<OrderColumn, Long> values) {
        String name = ":" + column.columnName();
        String text = SPACES_AROUND.matcher(field).replaceAll("");
        if (text.isEmpty()) {
            return "missing" + name;
        }
        FieldFormat written = format.fields();
        if (column == OrderColumn.SIDE && !written.sides().areNumbers()) {
            if (!written.sides().buy().contains(text) && !written.sides().sell().contains(text)) {
                return "side";
            }
            values.put(column, written.sides().buy().contains(text) ? 1L : 2L);
            return null;
        }
        if (column == OrderColumn.SECURITY_CODE && written.securities() == SecurityType.TEXT) {
            if (!text.matches("[-./0-9A-Z]+")) {
                return "format" + name;
            }
            if (text.length() > 6) {
                return "overflow" + name;
            }
            values.put(column, nameCode(text));
            return null;
        }
        if (column == OrderColumn.TIMESTAMP && written.timestamps() == TimestampUnit.ISO) {
            return readTime(text, values);
        }
        boolean isPrice = column == OrderColumn.PRICE;
        boolean hasPoint = isPrice || (column == OrderColumn.TIMESTAMP && written.timestamps() != TimestampUnit.NS);
        if (!(hasPoint ? DECIMAL : INTEGER).matcher(text).matches()) {
            return "not_a_number" + name;
        }
        BigDecimal number = new BigDecimal(text)
                .movePointRight(
                        isPrice
                                ? written.priceDecimals() - written.priceScale()
                                : column == OrderColumn.TIMESTAMP ? digits(written.timestamps()) : 0);
        BigInteger whole = number.setScale(0, RoundingMode.DOWN).toBigInteger();
        long largest = column.type().largest();
        if (whole.compareTo(BigInteger.valueOf(largest)) > 0 || whole.compareTo(BigInteger.valueOf(-largest - 1)) < 0) {
            return "overflow" + name;
        }
        if (column.isShareQuantity() && whole.signum() < 0) {
            return "negative" + name;
        }
        if (number.compareTo(new BigDecimal(whole)) != 0) {
            return "precision" + name;
        }
        long value = whole.longValueExact();
        if (column == OrderColumn.SIDE && value != 1 && value != 2) {
            return "side";
        }
        if (column == OrderColumn.TIMESTAMP) {
            return midnight.isEmpty()
                    ? put(whole, values)
                    : put(midnight.get().atStartOfDay().plusNanos(value).atZone(format.zone()), values);
        }
        values.put(column, value);
        return null;
    }

    private static int digits(TimestampUnit unit) {
        return Map.of(TimestampUnit.NS, 0, TimestampUnit.US, 3, TimestampUnit.MS, 6, TimestampUnit.S, 9)
                .get(unit);
    }

    /** A number to the base 40, whose digits are the places of the characters in this text. */
    private static long nameCode(String name) {
        String digits = " -./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
        long code = 0;
        for (int place = 0; place < 6; place++) {
            code = code * 40 + digits.indexOf(place < name.length() ? name.charAt(place) : ' ');
        }
        return code - (1L << 31);
    }

    private String readTime(String text, Map<OrderColumn, Long> values) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            return "format:timestamp";
        }
        String local = time.group("local").replace(' ', 'T');
        String offset = time.group("offset") == null ? "" : time.group("offset");
        LocalDateTime clocks;
        ZoneId zone;
        try {
            clocks = LocalDateTime.parse(
                    local, DateTimeFormatter.ISO_LOCAL_DATE_TIME.withResolverStyle(ResolverStyle.STRICT));
            zone = offset.isEmpty() ? format.zone() : ZoneId.of(offset);
        } catch (DateTimeException notATime) {
            return "format:timestamp";
        }
        String fraction = time.group("fraction") == null ? "" : time.group("fraction");
        BigDecimal nanos = new BigDecimal("0." + fraction + "0").movePointRight(9);
        if (nanos.stripTrailingZeros().scale() > 0) {
            return "precision:timestamp";
        }
        return put(clocks.plusNanos(nanos.longValueExact()).atZone(zone), values);
    }

    private String put(ZonedDateTime time, Map<OrderColumn, Long> values) {
        return put(
                BigInteger.valueOf(time.toEpochSecond())
                        .multiply(BigInteger.TEN.pow(9))
                        .add(BigInteger.valueOf(time.getNano())),
                values);
    }

    private String put(BigInteger nanos, Map<OrderColumn, Long> values) {
        if (nanos.bitLength() > 63) {
            return "overflow:timestamp";
        }
        long timestamp = nanos.longValueExact();
        if (timestamp < format.earliest() || timestamp > format.latest()) {
            return "implausible:timestamp";
        }
        values.put(OrderColumn.TIMESTAMP, timestamp);
        return null;
    }

    private boolean drops(DropReason filter, long value) {
        return switch (filter) {
            case DATE -> !selection.containsDate(time(value).toLocalDate());
            case SECURITY -> !selection.securities().contains((int) value);
            case PARTICIPANT -> !selection.participants().contains((int) value);
            case ORDER_TYPE -> !selection.orderTypes().contains((int) value);
            case HOURS -> {
                int second = time(value).toLocalTime().toSecondOfDay();
                yield second < selection.hours().openSecond()
                        || second >= selection.hours().closeSecond();
            }
        };
    }

    private ZonedDateTime time(long timestamp) {
        return Instant.ofEpochSecond(Math.floorDiv(timestamp, 1_000_000_000L), Math.floorMod(timestamp, 1_000_000_000L))
                .atZone(selection.zone());
    }

    private List<Long> event(Map<OrderColumn, Long> values) {
        List<Long> event = new ArrayList<>();
        OrderColumn.needed().forEach(column -> event.add(values.get(column)));
        ZonedDateTime time = time(values.get(OrderColumn.TIMESTAMP));
        event.add(time.toLocalDate().toEpochDay());
        event.add((long) time.getHour());
        long quantity = values.get(OrderColumn.QUANTITY);
        event.add(
                quantity <= 1000 ? 0L : quantity <= 5000 ? 1L : quantity <= 10_000 ? 2L : quantity <= 50_000 ? 3L : 4L);
        event.add(values.get(OrderColumn.SIDE) == 1 ? 1L : 0L);
        event.add(values.get(OrderColumn.SIDE) == 2 ? 1L : 0L);
        event.add(values.get(OrderColumn.PRICE) * quantity);
        BigInteger square = BigInteger.valueOf(quantity).pow(2);
        event.add(square.shiftRight(32).longValueExact());
        event.add(square.mod(BigInteger.ONE.shiftLeft(32)).longValueExact());
        event.add(1L);
        return event;
    }

    /** The fields according to RFC 4180, or null if the quotes violate it. */
    private List<String> split(String line) {
        List<String> fields = new ArrayList<>();
        int at = 0;
        while (true) {
            StringBuilder field = new StringBuilder();
            if (at < line.length() && line.charAt(at) == '"') {
                at++;
                while (true) {
                    if (at == line.length()) {
                        return null;
                    }
                    char next = line.charAt(at++);
                    if (next != '"') {
                        field.append(next);
                    } else if (at < line.length() && line.charAt(at) == '"') {
                        field.append('"');
                        at++;
                    } else {
                        break;
                    }
                }
                if (at < line.length() && line.charAt(at) != separator) {
                    return null;
                }
            } else {
                while (at < line.length() && line.charAt(at) != separator) {
                    if (line.charAt(at) == '"') {
                        return null;
                    }
                    field.append(line.charAt(at++));
                }
            }
            fields.add(field.toString());
            if (at == line.length()) {
                return fields;
            }
            at++;
        }
    }
}
