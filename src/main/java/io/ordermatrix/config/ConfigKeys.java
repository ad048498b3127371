package io.ordermatrix.config;

import io.ordermatrix.order.FeedFormat;
import io.ordermatrix.order.FieldFormat;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.order.SecurityType;
import io.ordermatrix.order.Separator;
import io.ordermatrix.order.SideCodes;
import io.ordermatrix.order.TimestampUnit;
import io.ordermatrix.order.TradingHours;
import io.ordermatrix.units.DataSize;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every key that a configuration can have: its name, type, default and meaning. */
public final class ConfigKeys {
    /** The default engine. */
    static final Engine DEFAULT_ENGINE = Engine.ORDERS;

    private static final long MOST_MACHINES = 1_000_000;
    private static final long MOST_CORES = 10_000;

    private static final List<ConfigKey<?>> ALL = new ArrayList<>();

    public static final ConfigKey<List<String>> INPUT =
            optional("input", ListType.paths(), "files, directories and globs");
    public static final ConfigKey<String> OUTPUT =
            optional("output", ScalarType.text("a directory"), "the directory for the results");
    public static final ConfigKey<Preset> PRESET = withDefault(
            "preset", ScalarType.choice(Preset.class), Preset.AUTO, "the machine to plan for; auto is this one");
    public static final ConfigKey<Mode> MODE =
            withDefault("mode", ScalarType.choice(Mode.class), Mode.PARALLEL, "whether chunks are scanned in parallel");

    public static final ConfigKey<List<Integer>> SECURITIES = withDefault(
            "selection.securities",
            ListType.of(ScalarType.wholeNumber(OrderColumn.SECURITY_CODE.type())),
            List.of(),
            "security codes; none means all");
    public static final ConfigKey<LocalDate> FROM = optional("selection.from", ScalarType.date(), "the first date");
    public static final ConfigKey<LocalDate> TO = optional("selection.to", ScalarType.date(), "the last date");
    public static final ConfigKey<List<LocalDate>> DATES = withDefault(
            "selection.dates", ListType.of(ScalarType.date()), List.of(), "single dates, within from and to");
    public static final ConfigKey<List<Integer>> PARTICIPANTS = withDefault(
            "selection.participants",
            ListType.of(ScalarType.wholeNumber(OrderColumn.PARTICIPANTID.type())),
            List.of(),
            "brokers; none means all");
    public static final ConfigKey<List<Integer>> ORDER_TYPES = withDefault(
            "selection.order-types",
            ListType.of(ScalarType.wholeNumber(OrderColumn.EXCHANGEORDERTYPE.type())),
            List.of(),
            "values of exchangeordertype; none means all");
    public static final ConfigKey<TradingHours> HOURS =
            optional("selection.hours", ScalarType.hours(), "the part of the day; its end is exclusive");
    public static final ConfigKey<ZoneId> ZONE = withDefault(
            "selection.zone",
            ScalarType.zone(),
            ZoneId.of("Australia/Sydney"),
            "the exchange's zone or its fixed offset, for dates and hours");
    public static final ConfigKey<List<LocalDate>> HOLIDAYS = withDefault(
            "selection.holidays",
            ListType.of(ScalarType.date()),
            List.of(),
            "weekdays on which the exchange is closed");

    public static final ConfigKey<Engine> ENGINE = withDefault(
            "scan.engine", ScalarType.choice(Engine.class), DEFAULT_ENGINE, "the engine that reads the files");
    public static final ConfigKey<DataSize> CHUNK_SIZE = optional(
            "scan.chunk-size", ScalarType.size(DataSize.ofBytes(1 << 10)), "bytes of a file that one task scans");
    public static final ConfigKey<DataSize> WAVE_SIZE = optional(
            "scan.wave-size",
            ScalarType.size(DataSize.ofBytes(1 << 10)),
            "bytes that are committed together and never scanned again");
    public static final ConfigKey<Map<String, String>> ALIASES = withDefault(
            "columns.aliases", PairsType.aliases(), Map.of(), "names of columns in the files: theirs = ours");
    public static final ConfigKey<List<String>> NAMES = withDefault(
            "columns.names",
            ListType.of(ScalarType.text("the name of a column")),
            List.of(),
            "the columns of files without a header line, in order");
    public static final ConfigKey<Separator> SEPARATOR = withDefault(
            "columns.separator", ScalarType.choice(Separator.class), Separator.COMMA, "what stands between fields");
    public static final ConfigKey<Map<String, String>> CONSTANTS = withDefault(
            "columns.constants", PairsType.constants(), Map.of(), "the values of columns that the files do not have");
    public static final ConfigKey<String> FILE_NAME = optional(
            "columns.file-name",
            ScalarType.text("a form of names"),
            "what the names of files say, like {security_code}_{date}_*.csv");
    public static final ConfigKey<SecurityType> SECURITY_TYPE = withDefault(
            "columns.security-type",
            ScalarType.choice(SecurityType.class),
            SecurityType.NUMBER,
            "whether securities are whole numbers or names of up to six characters");
    public static final ConfigKey<List<String>> BUY = withDefault(
            "columns.buy",
            ListType.of(ScalarType.text("a side")),
            SideCodes.NUMBERS.buy(),
            "how the files write the side of a buyer");
    public static final ConfigKey<List<String>> SELL = withDefault(
            "columns.sell",
            ListType.of(ScalarType.text("a side")),
            SideCodes.NUMBERS.sell(),
            "how the files write the side of a seller");
    public static final ConfigKey<TimestampUnit> TIMESTAMP_UNIT = withDefault(
            "columns.timestamp-unit",
            ScalarType.choice(TimestampUnit.class),
            TimestampUnit.NS,
            "what timestamps count since 1970-01-01 UTC; iso for dates and times as text");
    public static final ConfigKey<LocalDate> EARLIEST_DATE = withDefault(
            "columns.earliest-date",
            ScalarType.date(),
            FeedFormat.FIRST_PLAUSIBLE,
            "a row with an earlier date is unreadable");
    public static final ConfigKey<LocalDate> LATEST_DATE = optional(
            "columns.latest-date", ScalarType.date(), "a row with a later date is unreadable; unset is a year ahead");
    public static final ConfigKey<Integer> PRICE_DECIMALS = withDefault(
            "price.decimals",
            ScalarType.wholeNumber(0, FieldFormat.MOST_DECIMALS),
            0,
            "digits after the point that a price may have");
    public static final ConfigKey<Integer> PRICE_SCALE = withDefault(
            "price.scale",
            ScalarType.wholeNumber(0, FieldFormat.MOST_DECIMALS),
            0,
            "prices in the files count units of ten to the minus this, like 9 for 1e-9");
    public static final ConfigKey<Double> REJECT_MAX_SHARE = withDefault(
            "reject.max-share", ScalarType.share(), 0.01, "the share of unreadable rows above which a run fails");
    public static final ConfigKey<OnError> ON_ERROR = withDefault(
            "run.on-error",
            ScalarType.choice(OnError.class),
            OnError.FAIL,
            "whether a run stops at a file that can't be read");

    public static final ConfigKey<Integer> WORKERS =
            optional("local.workers", ScalarType.wholeNumber(1, MOST_CORES), "chunks scanned at the same time");
    // Spark refuses to start in less than 450 MiB.
    public static final ConfigKey<DataSize> DRIVER_MEMORY = optional(
            "local.driver-memory", ScalarType.size(DataSize.ofBytes(512L << 20)), "heap of a run on one machine");
    public static final ConfigKey<Integer> NODES =
            optional("cluster.nodes", ScalarType.wholeNumber(1, MOST_MACHINES), "machines that run executors");
    public static final ConfigKey<Integer> CORES_PER_NODE =
            optional("cluster.cores-per-node", ScalarType.wholeNumber(1, MOST_CORES), "cores of each machine");
    // The system needs half of it, and an executor most of the rest.
    public static final ConfigKey<DataSize> MEMORY_PER_NODE =
            optional("cluster.memory-per-node", ScalarType.size(DataSize.ofGigabytes(2)), "memory of each machine");

    private ConfigKeys() {}

    /** All keys, in the order of the documentation. */
    public static List<ConfigKey<?>> all() {
        return List.copyOf(ALL);
    }

    /** The securities of a selection, in the form that the feed has them. */
    static ConfigKey<List<Integer>> securities(SecurityType type) {
        return type == SecurityType.TEXT ? SECURITIES.as(ListType.of(ScalarType.securityName())) : SECURITIES;
    }

    private static <T> ConfigKey<T> optional(String name, ValueType<T> type, String description) {
        return listed(new ConfigKey<>(name, type, Optional.empty(), description));
    }

    private static <T> ConfigKey<T> withDefault(String name, ValueType<T> type, T value, String description) {
        return listed(new ConfigKey<>(name, type, Optional.of(value), description));
    }

    private static <T> ConfigKey<T> listed(ConfigKey<T> key) {
        ALL.add(key);
        return key;
    }
}
