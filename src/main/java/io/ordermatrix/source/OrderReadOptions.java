package io.ordermatrix.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ordermatrix.order.FeedFormat;
import io.ordermatrix.order.FieldFormat;
import io.ordermatrix.order.FileNameFormat;
import io.ordermatrix.order.LineFormat;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.order.SecurityType;
import io.ordermatrix.order.Separator;
import io.ordermatrix.order.SideCodes;
import io.ordermatrix.order.TimestampUnit;
import io.ordermatrix.scan.ScanSpec.OnReject;
import io.ordermatrix.units.DataSize;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** The options of {@code format("orders")}. An invalid option throws an {@link IllegalArgumentException}. */
final class OrderReadOptions {
    /** The exchange's zone, or a fixed offset like +10:00; Australia/Sydney by default. */
    private static final String ZONE = "zone";
    /** The largest byte range of a task, like 64 MiB. */
    private static final String CHUNK_SIZE = "chunkSize";
    /** Digits after the point that a price keeps; 0 by default. */
    private static final String PRICE_DECIMALS = "priceDecimals";
    /** Prices in the files count units of ten to the minus this; 0 by default. */
    private static final String PRICE_SCALE = "priceScale";
    /** What timestamps count: ns, the default, us, ms or s; or iso. */
    private static final String TIMESTAMP_UNIT = "timestampUnit";
    /** A row with an earlier date can't be read; 1990-01-01 by default. */
    private static final String EARLIEST_DATE = "earliestDate";
    /** A row with a later date can't be read; a year ahead by default. */
    private static final String LATEST_DATE = "latestDate";
    /** Other names of columns: theirs=ours,theirs=ours. */
    private static final String ALIASES = "aliases";
    /** The columns of files without a header line, with commas between. */
    private static final String NAMES = "names";
    /** What stands between fields: comma, the default, semicolon, tab or pipe. */
    private static final String SEPARATOR = "separator";
    /** The values of columns that the files do not have: column=value,column=value. */
    private static final String CONSTANTS = "constants";
    /** What the names of files say, like {security_code}_{date}_*.csv. */
    private static final String FILE_NAME = "fileName";
    /** Whether securities are numbers, the default, or text. */
    private static final String SECURITY_TYPE = "securityType";
    /** How the files write the sides of buyers, with commas between; 1 by default. */
    private static final String BUY = "buy";
    /** How the files write the sides of sellers, with commas between; 2 by default. */
    private static final String SELL = "sell";
    /** What to do with a row that can't be read: DROPMALFORMED, the default, or FAILFAST. */
    private static final String MODE = "mode";
    /** Where Spark puts the argument of load(path), and those of load(path, path) as a JSON list. */
    private static final String PATH = "path";

    private static final String PATHS = "paths";
    private static final ZoneId DEFAULT_ZONE = ZoneId.of("Australia/Sydney");

    private final CaseInsensitiveStringMap options;

    OrderReadOptions(CaseInsensitiveStringMap options) {
        this.options = options;
    }

    List<String> paths() {
        List<String> paths = new ArrayList<>();
        if (options.containsKey(PATH)) {
            paths.add(options.get(PATH));
        }
        if (options.containsKey(PATHS)) {
            try {
                paths.addAll(List.of(new ObjectMapper().readValue(options.get(PATHS), String[].class)));
            } catch (JsonProcessingException noList) {
                throw new IllegalArgumentException(
                        "%s: found %s, expected a JSON list".formatted(PATHS, options.get(PATHS)), noList);
            }
        }
        if (paths.isEmpty()) {
            throw new IllegalArgumentException("orders: found no path, expected load(path) or the option path");
        }
        return paths;
    }

    boolean hasZone() {
        return options.containsKey(ZONE);
    }

    ZoneId zone() {
        String zone = options.getOrDefault(ZONE, DEFAULT_ZONE.getId());
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException unknown) {
            throw wrong(ZONE, "a zone like Australia/Sydney or +10:00", unknown);
        }
    }

    Optional<DataSize> chunkSize() {
        if (!options.containsKey(CHUNK_SIZE)) {
            return Optional.empty();
        }
        try {
            DataSize size = DataSize.parse(options.get(CHUNK_SIZE));
            if (size.bytes() == 0) {
                throw new IllegalArgumentException("no bytes");
            }
            return Optional.of(size);
        } catch (IllegalArgumentException noSize) {
            throw wrong(CHUNK_SIZE, "a size like 64 MiB", noSize);
        }
    }

    /** How the numbers of the files are written. */
    FeedFormat format() {
        ZoneId zone = zone();
        FieldFormat fields =
                new FieldFormat(digits(PRICE_DECIMALS), digits(PRICE_SCALE), timestampUnit(), securityType(), sides());
        return FeedFormat.of(
                fields,
                date(EARLIEST_DATE).orElse(FeedFormat.FIRST_PLAUSIBLE),
                date(LATEST_DATE).orElseGet(() -> FeedFormat.lastPlausible(LocalDate.now(zone))),
                zone);
    }

    private SideCodes sides() {
        SideCodes sides = new SideCodes(
                list(BUY).orElse(SideCodes.NUMBERS.buy()), list(SELL).orElse(SideCodes.NUMBERS.sell()));
        if (sides.ambiguous().isPresent()) {
            throw wrong(BUY, "no text that sell has too", null);
        }
        return sides;
    }

    private TimestampUnit timestampUnit() {
        return choice(TimestampUnit.class, TIMESTAMP_UNIT, TimestampUnit.NS);
    }

    private SecurityType securityType() {
        return choice(SecurityType.class, SECURITY_TYPE, SecurityType.NUMBER);
    }

    private <E extends Enum<E>> E choice(Class<E> type, String name, E otherwise) {
        String given = options.getOrDefault(name, otherwise.name());
        try {
            return Enum.valueOf(type, given.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw wrong(
                    name,
                    "one of "
                            + Arrays.stream(type.getEnumConstants())
                                    .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                                    .collect(Collectors.joining(", ")),
                    unknown);
        }
    }

    private Optional<LocalDate> date(String name) {
        try {
            return Optional.ofNullable(options.get(name)).map(LocalDate::parse);
        } catch (DateTimeException noDate) {
            throw wrong(name, "a date like 2024-01-31", noDate);
        }
    }

    private int digits(String name) {
        String digits = options.getOrDefault(name, "0");
        try {
            int number = Integer.parseInt(digits);
            if (number < 0 || number > FieldFormat.MOST_DECIMALS) {
                throw new NumberFormatException("out of range");
            }
            return number;
        } catch (NumberFormatException noNumber) {
            throw wrong(name, "a number from 0 to " + FieldFormat.MOST_DECIMALS, noNumber);
        }
    }

    /** How the files are written. */
    LineFormat lines() {
        List<String> names = list(NAMES).orElse(List.of()).stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
        FileNameFormat fileName = new FileNameFormat(options.getOrDefault(FILE_NAME, ""));
        fileName.problem().ifPresent(problem -> {
            throw new IllegalArgumentException("orders: option %s: %s".formatted(FILE_NAME, problem));
        });
        return new LineFormat(separator(), names, aliases(), constants(), fileName, securityType());
    }

    private Map<OrderColumn, Long> constants() {
        Map<OrderColumn, Long> constants = new EnumMap<>(OrderColumn.class);
        pairs(CONSTANTS).forEach((name, text) -> {
            OrderColumn column = OrderColumn.named(name)
                    .filter(OrderColumn::canBeConstant)
                    .orElseThrow(() -> wrong(CONSTANTS, "names of columns of numbers", null));
            try {
                constants.put(column, column.constant(text, securityType()));
            } catch (IllegalArgumentException noValue) {
                throw new IllegalArgumentException(
                        "orders: option %s: %s=%s: %s".formatted(CONSTANTS, name, text, noValue.getMessage()), noValue);
            }
        });
        return constants;
    }

    private Separator separator() {
        return choice(Separator.class, SEPARATOR, Separator.COMMA);
    }

    private Optional<List<String>> list(String name) {
        return Optional.ofNullable(options.get(name))
                .map(text -> Arrays.stream(text.split(",")).map(String::strip).toList());
    }

    private Map<String, String> aliases() {
        Map<String, String> aliases = pairs(ALIASES);
        aliases.replaceAll((theirs, ours) -> ours.toLowerCase(Locale.ROOT));
        return aliases;
    }

    /** Names in lower case, and what is right of their equals signs. */
    private Map<String, String> pairs(String option) {
        Map<String, String> pairs = new LinkedHashMap<>();
        String text = options.getOrDefault(option, "");
        for (String pair : text.isBlank() ? new String[0] : text.split(",", -1)) {
            String[] sides = pair.split("=", -1);
            if (sides.length != 2 || Arrays.stream(sides).anyMatch(String::isBlank)) {
                throw wrong(
                        option, option.equals(ALIASES) ? "theirs=ours,theirs=ours" : "column=value,column=value", null);
            }
            pairs.put(sides[0].strip().toLowerCase(Locale.ROOT), sides[1].strip());
        }
        return pairs;
    }

    OnReject onReject() {
        String mode = options.getOrDefault(MODE, "DROPMALFORMED").toUpperCase(Locale.ROOT);
        return switch (mode) {
            case "DROPMALFORMED" -> OnReject.DROP;
            case "FAILFAST" -> OnReject.FAIL;
            default -> throw wrong(MODE, "DROPMALFORMED or FAILFAST", null);
        };
    }

    private IllegalArgumentException wrong(String option, String expected, Throwable cause) {
        return new IllegalArgumentException(
                "orders: option %s: found %s, expected %s".formatted(option, options.get(option), expected), cause);
    }
}
