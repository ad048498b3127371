package io.ordermatrix.scan;

import io.ordermatrix.order.FeedFormat;
import io.ordermatrix.order.FieldFormat;
import io.ordermatrix.order.FileNameFormat;
import io.ordermatrix.order.LineFormat;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.order.SecurityName;
import io.ordermatrix.order.SecurityType;
import io.ordermatrix.order.Selection;
import io.ordermatrix.order.Separator;
import io.ordermatrix.order.SideCodes;
import io.ordermatrix.order.TimestampUnit;
import io.ordermatrix.order.TradingHours;
import io.ordermatrix.testkit.Fuzz;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * A random file of orders with all kinds of bad rows, and how to read it; the same seed gives the same file.
 *
 * @param text the file's bytes as Latin-1, not compressed
 * @param lines how it is written
 * @param fields how its fields are written
 * @param fileName has a date if timestamps count from its midnight
 * @param selection of any of the five filters, in any of many zones
 * @param compressed whether to read the file as gzip, in one piece or two
 */
record DirtyOrders(
        String text, LineFormat lines, FieldFormat fields, String fileName, Selection selection, boolean compressed) {
    private static final List<String> ODD_VALUES = List.of(
            "",
            " ",
            "  7 ",
            "+3",
            "-3",
            "-0",
            "x",
            "1x",
            "1.0",
            "1.5",
            "1.",
            ".5",
            "-.5",
            "1.2.3",
            "1e3",
            "- 1",
            "+-1",
            "127",
            "128",
            "-128",
            "-129",
            "4098",
            "32767",
            "32768",
            "-32769",
            "2147483647",
            "2147483648",
            "-2147483648",
            "-2147483649",
            "2147483647.0000",
            "2147483.647",
            "-2147483.6480",
            "21474836.48",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775808",
            "-9223372036854775809",
            "18446744073709551617",
            "00000000000000000000000007",
            "0000000000000000000000000000000000000000.00000000000000000000000000000",
            "\"7\"",
            "\" 8 \"",
            "\"7",
            "7\"",
            "\"7\"8",
            "\"\"",
            "\"a,b\"",
            "\"a\"\"b\"",
            "\"\r\"",
            "a,b",
            "\u00e9",
            "\u0000",
            "\u00c3\u00a9",
            "\r",
            "\t1",
            "2024-10-05T10:00:00",
            "2024-10-05 10:00:00.5+10:00",
            " 2024-10-05T23:59:59.999999999Z ",
            "2024-10-05T10:00:00.1234567890",
            "2024-10-05T10:00:00.1234567891",
            "2024-10-05T10:00:00.1234567891x",
            "2024-10-05T10:00:00.",
            "2024-10-05T10:00:00-0330",
            "2024-10-05T10:00:00+10",
            "2024-10-05T10:00:00+1",
            "2024-10-05T10:00:60Z",
            "2024-10-05T24:00:00Z",
            "2024-02-30T10:00:00Z",
            "2024-10-06T02:30:00",
            "2024-04-07T02:30:00",
            "1600-01-01T00:00:00Z",
            "2024-10-05",
            "BHP",
            "bhp",
            "ABCDEF",
            "ABCDEFG",
            "A B",
            "6510615555426900571",
            // The number that parsers return for no number.
            "-6510615555426900571");
    private static final List<String> ZONES = List.of(
            "Australia/Sydney",
            "Australia/Sydney",
            "UTC",
            "+10:00",
            "-03:30",
            "Australia/Lord_Howe",
            "America/New_York",
            "Asia/Kathmandu",
            "Europe/Dublin",
            "Pacific/Apia");
    private static final List<SideCodes> SIDES = List.of(
            SideCodes.NUMBERS,
            SideCodes.NUMBERS,
            new SideCodes(List.of("B", "buy"), List.of("S", "sell")),
            new SideCodes(List.of("1"), List.of("-1")));
    private static final List<TimestampUnit> UNITS = List.of(TimestampUnit.values());
    private static final List<Separator> SEPARATORS = List.of(Separator.values());
    private static final Pattern PRINTABLE_LINE = Pattern.compile("\\A[ -~]+\\r?\\n");
    private static final List<String> NEWLINES = List.of("\n", "\r\n");
    private static final int[] SECURITIES = {110621, 7, 70_000, -5};
    private static final int[] PARTICIPANTS = {69, 1, 54, 9999};
    private static final int[] ORDER_TYPES = {0, 64, 256, 2048, 4096, 4098};
    /** Days from the first date of {@link Writing#timestamp}. */
    private static final int DAYS = 5;

    private static final LocalDate FIRST_DATE = LocalDate.of(2024, 10, 4);

    /** How its fields are written; in half of the files, its later dates are not plausible. */
    FeedFormat format() {
        return text.hashCode() % 2 == 0
                ? FeedFormat.ofAnyTime(fields, selection.zone())
                : FeedFormat.of(fields, LocalDate.EPOCH, FIRST_DATE.plusDays(2), selection.zone());
    }

    /** The date from whose midnight timestamps count. */
    Optional<LocalDate> midnight() {
        return lines.fileName().isGiven() ? Optional.of(FIRST_DATE) : Optional.empty();
    }

    /** Longer than the reader's buffer, than what it reads beyond a chunk, and than what it keeps of a reject. */
    private static final int LONGEST_NOTE = 700_000;

    static DirtyOrders of(long seed) {
        Random random = Fuzz.random(seed);
        ZoneId zone = ZoneId.of(any(random, ZONES));
        FieldFormat format = fieldFormat(random);
        boolean isFromMidnight = format.timestamps().isNumber() && random.nextInt(8) == 0;
        Map<OrderColumn, Long> constants = constants(random);
        List<OrderColumn> columns = new ArrayList<>(OrderColumn.needed());
        columns.removeAll(constants.keySet());
        // Columns that are not read, some of them before and some after the others.
        for (int others = random.nextInt(4); others > 0; others--) {
            columns.add(null);
        }
        if (random.nextBoolean()) {
            Collections.shuffle(columns, random);
        }
        StringBuilder text = new StringBuilder(random.nextInt(4) == 0 ? "\u00EF\u00BB\u00BF" : "");
        int headerStart = text.length();
        for (OrderColumn column : columns) {
            text.append(text.length() == headerStart ? "" : ",");
            text.append(column == null ? "other" + text.length() : name(column, random));
        }
        String header = text.substring(headerStart);
        int headerEnd = text.length() + 2;
        Writing writing = new Writing(format, isFromMidnight, zone, random);
        appendRows(text, columns, writing, random);
        byte[] bytes = text.toString().getBytes(StandardCharsets.ISO_8859_1);
        if (random.nextInt(4) == 0 && bytes.length > headerEnd) {
            for (int damages = 1 + random.nextInt(20); damages > 0; damages--) {
                int at = headerEnd + random.nextInt(bytes.length - headerEnd);
                bytes[at] = random.nextBoolean()
                        ? (byte) random.nextInt(256)
                        : (byte) "\n\r\",. -\0".charAt(random.nextInt(8));
            }
        }
        String dirty = new String(bytes, StandardCharsets.ISO_8859_1);
        int firstRow = headerStart + header.length() + 1;
        // A first line of other letters is taken for a file of another kind.
        boolean hasHeader = random.nextInt(4) > 0
                || !dirty.startsWith("\n", firstRow - 1)
                || !PRINTABLE_LINE.matcher(dirty.substring(firstRow)).find();
        Separator separator =
                random.nextInt(3) > 0 ? Separator.COMMA : SEPARATORS.get(random.nextInt(SEPARATORS.size()));
        LineFormat lines = new LineFormat(
                separator,
                hasHeader
                        ? List.of()
                        : List.of(header.replace("\"", "")
                                .toLowerCase(Locale.ROOT)
                                .split(" *, *")),
                Map.of("px", OrderColumn.PRICE.columnName()),
                constants,
                isFromMidnight ? new FileNameFormat("o*-{date}.csv*") : FileNameFormat.NONE,
                format.securities());
        String shown = hasHeader ? dirty : dirty.substring(0, headerStart) + dirty.substring(firstRow);
        return new DirtyOrders(
                swapped(shown, separator.character()),
                lines,
                format,
                isFromMidnight ? "orders-" + FIRST_DATE + ".csv" : "orders.csv",
                selection(zone, format.securities(), random),
                random.nextInt(16) == 0);
    }

    private static FieldFormat fieldFormat(Random random) {
        SideCodes sides = SIDES.get(random.nextInt(SIDES.size()));
        return new FieldFormat(
                random.nextInt(4),
                random.nextInt(4) == 0 ? random.nextInt(FieldFormat.MOST_DECIMALS + 1) : 0,
                random.nextInt(3) == 0 ? UNITS.get(random.nextInt(UNITS.size())) : TimestampUnit.NS,
                random.nextInt(4) == 0 ? SecurityType.TEXT : SecurityType.NUMBER,
                sides);
    }

    /** In some files, values of any columns. */
    private static Map<OrderColumn, Long> constants(Random random) {
        Map<OrderColumn, Long> constants = new EnumMap<>(OrderColumn.class);
        for (int count = random.nextInt(6) == 0 ? 1 + random.nextInt(4) : 0; count > 0; count--) {
            OrderColumn column =
                    OrderColumn.needed().get(random.nextInt(OrderColumn.needed().size()));
            if (column != OrderColumn.TIMESTAMP) {
                constants.put(column, column == OrderColumn.SIDE ? 2L : random.nextInt(100));
            }
        }
        return constants;
    }

    /** The text with commas for separators and the other way round. */
    private static String swapped(String text, char separator) {
        return text.replace(',', '\u0100').replace(separator, ',').replace('\u0100', separator);
    }

    private static String name(OrderColumn column, Random random) {
        String name = column.columnName();
        if (random.nextInt(8) == 0) {
            name = column == OrderColumn.PRICE
                    ? "px"
                    : column.aliases().stream().findAny().orElse(name);
        }
        return switch (random.nextInt(16)) {
            case 0 -> name.toUpperCase(Locale.ROOT);
            case 1 -> " " + name + "  ";
            case 2 -> "\"" + name + "\"";
            default -> name;
        };
    }

    private static void appendRows(StringBuilder text, List<OrderColumn> columns, Writing writing, Random random) {
        int rows = random.nextInt(40) == 0 ? random.nextInt(2500) : random.nextInt(25);
        double badShare = new double[] {0, 0.02, 0.3}[random.nextInt(3)];
        String usualNewline = any(random, NEWLINES);
        boolean mixesNewlines = random.nextInt(4) == 0;
        int noteLength = random.nextInt(2000) == 0 ? LONGEST_NOTE : random.nextInt(20) == 0 ? 10_000 : 30;
        for (int row = 0; row < rows; row++) {
            text.append(mixesNewlines ? any(random, NEWLINES) : usualNewline);
            if (random.nextDouble() >= badShare) {
                text.append(String.join(",", fields(columns, writing, random.nextInt(noteLength))));
                continue;
            }
            List<String> fields = fields(columns, writing, random.nextInt(noteLength));
            switch (random.nextInt(12)) {
                case 0 -> fields.clear();
                case 1 ->
                    fields = new ArrayList<>(List.of(any(random, List.of("\r", " ", ",", "\"", "\u00EF\u00BB\u00BF"))));
                case 2 -> fields.remove(random.nextInt(fields.size()));
                case 3 -> fields.add(any(random, ODD_VALUES));
                default -> {
                    for (int odd = 1 + random.nextInt(2); odd > 0; odd--) {
                        fields.set(random.nextInt(fields.size()), any(random, ODD_VALUES));
                    }
                }
            }
            text.append(String.join(",", fields));
        }
        text.append(any(random, List.of("", "\n", "\r\n", "\r", "\n\n")));
    }

    private static List<String> fields(List<OrderColumn> columns, Writing writing, int noteLength) {
        List<String> fields = new ArrayList<>();
        for (OrderColumn column : columns) {
            fields.add(column == null ? "n".repeat(noteLength / 3) : writing.value(column));
        }
        return fields;
    }

    /** Writes the fields of good rows. */
    private record Writing(FieldFormat format, boolean isFromMidnight, ZoneId zone, Random random) {
        String value(OrderColumn column) {
            return switch (column) {
                case SIDE ->
                    any(
                            random,
                            random.nextBoolean()
                                    ? format.sides().buy()
                                    : format.sides().sell());
                case TIMESTAMP -> timestamp();
                case SECURITY_CODE -> {
                    int code = any(random, SECURITIES);
                    yield format.securities() == SecurityType.NUMBER ? Integer.toString(code) : name(code);
                }
                case PRICE -> price();
                default -> Long.toString(number(column));
            };
        }

        private long number(OrderColumn column) {
            return switch (column) {
                case ORDER_ID -> 7_904_794_000_000_000_000L + random.nextInt();
                case EXCHANGEORDERTYPE -> any(random, ORDER_TYPES);
                case PARTICIPANTID -> any(random, PARTICIPANTS);
                case ORDERSTATUS -> random.nextInt(10);
                // Includes the bounds of the size buckets.
                case QUANTITY ->
                    random.nextInt(4) > 0
                            ? random.nextInt(60_000)
                            : new int[] {1000, 5000, 10_000, 50_000}[random.nextInt(4)] + random.nextInt(2);
                default -> random.nextInt(200_000);
            };
        }

        private String price() {
            String value = random.nextInt(200_000) + "0".repeat(Math.max(0, -format.priceExponent()));
            return random.nextInt(4) > 0
                    ? value
                    : value + "." + "0".repeat(random.nextInt(2)) + random.nextInt(10) + "0".repeat(random.nextInt(3));
        }

        /** Mostly on one of {@link #DAYS} days around a change of Sydney's clocks, sometimes anywhere. */
        private String timestamp() {
            if (random.nextInt(200) == 0) {
                return Long.toString(random.nextLong());
            }
            LocalDateTime time = FIRST_DATE
                    .atStartOfDay()
                    .plusDays(random.nextInt(DAYS))
                    .plusMinutes(random.nextInt(24) * 60L + (random.nextInt(4) == 0 ? 0 : random.nextInt(60)))
                    .plusNanos(random.nextInt(3) - 1);
            if (format.timestamps() == TimestampUnit.ISO) {
                return text(time);
            }
            BigDecimal nanos = isFromMidnight
                    ? new BigDecimal(
                            Duration.between(FIRST_DATE.atStartOfDay(), time).toNanos())
                    : new BigDecimal(Instant.EPOCH.until(time.atZone(zone).toInstant(), ChronoUnit.NANOS));
            BigDecimal count = nanos.movePointLeft(format.timestamps().decimals());
            return (random.nextInt(3) > 0 ? count.setScale(0, RoundingMode.FLOOR) : count).toPlainString();
        }

        private String text(LocalDateTime time) {
            String local = time.toString().length() == 16 ? time + ":00" : time.toString();
            return switch (random.nextInt(3)) {
                case 0 -> local.replace('T', ' ');
                case 1 -> local + time.atZone(zone).getOffset();
                default -> LocalDateTime.ofInstant(time.atZone(zone).toInstant(), ZoneOffset.UTC) + ":00Z";
            };
        }

        /** A name that has nothing to do with the number. */
        static String name(int code) {
            return Map.of(110621, "BHP", 7, "A.B", 70_000, "0-/9", -5, "ZZZZZZ").get(code);
        }
    }

    private static Selection selection(ZoneId zone, SecurityType securities, Random random) {
        boolean selects = random.nextInt(4) > 0;
        LocalDate from = selects && random.nextInt(3) == 0 ? FIRST_DATE.plusDays(random.nextInt(3)) : null;
        LocalDate to = selects && random.nextInt(3) == 0 ? FIRST_DATE.plusDays(2 + random.nextInt(3)) : null;
        List<LocalDate> dates = selects && random.nextInt(4) == 0
                ? List.of(FIRST_DATE.plusDays(random.nextInt(DAYS)), FIRST_DATE.plusDays(random.nextInt(DAYS)))
                : List.of();
        int open = random.nextInt(24 * 60) * 60;
        TradingHours hours = selects && random.nextInt(3) == 0
                ? new TradingHours(open, open + 1 + random.nextInt(24 * 60 * 60 - open))
                : null;
        return new Selection(
                from,
                to,
                dates,
                some(selects, SECURITIES, random).stream()
                        .map(code -> securities == SecurityType.NUMBER ? code : SecurityName.code(Writing.name(code)))
                        .toList(),
                some(selects, PARTICIPANTS, random),
                some(selects, ORDER_TYPES, random),
                hours,
                zone);
    }

    private static List<Integer> some(boolean selects, int[] values, Random random) {
        List<Integer> some = new ArrayList<>();
        if (selects && random.nextInt(3) == 0) {
            for (int count = 1 + random.nextInt(values.length); count > 0; count--) {
                some.add(any(random, values));
            }
        }
        return some;
    }

    private static String any(Random random, List<String> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static int any(Random random, int[] values) {
        return values[random.nextInt(values.length)];
    }

    /** The bytes to write to a file. */
    byte[] stored(Random random) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        if (!compressed) {
            return bytes;
        }
        int cut = random.nextBoolean() ? bytes.length : random.nextInt(bytes.length + 1);
        ByteArrayOutputStream pieces = new ByteArrayOutputStream();
        compress(bytes, 0, cut, pieces);
        if (cut < bytes.length) {
            compress(bytes, cut, bytes.length, pieces);
        }
        return pieces.toByteArray();
    }

    private static void compress(byte[] bytes, int from, int to, ByteArrayOutputStream pieces) {
        try (GZIPOutputStream piece = new GZIPOutputStream(pieces)) {
            piece.write(bytes, from, to - from);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
