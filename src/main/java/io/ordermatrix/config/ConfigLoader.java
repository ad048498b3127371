package io.ordermatrix.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException.UnresolvedSubstitution;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import io.ordermatrix.order.FieldFormat;
import io.ordermatrix.order.FileNameFormat;
import io.ordermatrix.order.LineFormat;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.order.SecurityType;
import io.ordermatrix.order.Selection;
import io.ordermatrix.order.SideCodes;
import io.ordermatrix.units.DataSize;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Combines a job's configuration from layers, the first of which wins: command line, properties, options, file, defaults. A
 * value replaces those of lower layers as a whole, even lists and aliases.
 *
 * <p>A preset is not a layer: it names a machine, from which settings are derived unless a layer sets them.
 */
public final class ConfigLoader {
    /** The prefix of the names of properties. */
    public static final String PROPERTY_PREFIX = "spark.ordermatrix.";

    private final Map<String, Object> commandLine = new LinkedHashMap<>();
    private final Map<String, String> properties = new LinkedHashMap<>();
    private final List<Option> options = new ArrayList<>();
    private final List<Path> files = new ArrayList<>();
    private final List<Config> rendered = new ArrayList<>();
    private final List<ConfigKey<?>> required = new ArrayList<>();

    /** Adds the values of the command line: from the name of a key to a text, a number, or a list of them. */
    public ConfigLoader commandLine(Map<String, ?> values) {
        commandLine.putAll(values);
        return this;
    }

    /**
     * Adds system properties and Spark's settings. Those that do not begin with {@link #PROPERTY_PREFIX} are ignored;
     * lists are separated by commas.
     */
    public ConfigLoader properties(Map<String, String> values) {
        properties.putAll(values);
        return this;
    }

    /**
     * A value that was given under another name than that of its key.
     *
     * @param text lists are separated by commas
     * @param origin where it was given, for people
     */
    record Option(ConfigKey<?> key, String text, String origin) {}

    /** Adds a value, see {@link Option}. */
    public ConfigLoader option(ConfigKey<?> key, String text, String origin) {
        options.add(new Option(key, text, origin));
        return this;
    }

    /** Adds a configuration file: JSON or properties, according to its suffix, or else HOCON. Earlier files win. */
    public ConfigLoader file(Path file) {
        files.add(file);
        return this;
    }

    /**
     * Adds a configuration that {@link ConfigText} has rendered as JSON.
     *
     * @param origin where it is, for people
     */
    public ConfigLoader rendered(String json, String origin) {
        rendered.add(
                ConfigFactory.parseString(json, ConfigParseOptions.defaults().setOriginDescription(origin)));
        return this;
    }

    /** Adds keys that must have a value. */
    public ConfigLoader require(ConfigKey<?>... keys) {
        required.addAll(List.of(keys));
        return this;
    }

    /**
     * The checked configuration.
     *
     * @throws ConfigException with all problems of all layers
     */
    public LoadedConfig load() {
        Problems problems = new Problems();
        List<Layer> layers = new ArrayList<>();
        layers.add(Layer.ofCommandLine(commandLine, problems));
        layers.add(Layer.ofProperties(properties, PROPERTY_PREFIX, problems));
        layers.add(Layer.ofOptions(options, problems));
        files.forEach(file -> parse(file, problems)
                .map(config -> Layer.ofFile(config.root(), problems))
                .ifPresent(layers::add));
        rendered.forEach(config -> layers.add(Layer.ofFile(config.root(), problems)));

        Resolver resolver = new Resolver(layers, problems);
        JobConfig job = jobConfig(resolver, problems);
        for (ConfigKey<?> key : required) {
            if (!resolver.isGiven(key)) {
                problems.add(key.name() + ": not given, expected " + key.description());
            }
        }
        problems.throwIfAny();
        return new LoadedConfig(job, resolver.origins());
    }

    private static Optional<Config> parse(Path file, Problems problems) {
        if (!Files.exists(file)) {
            problems.add(file + ": no such configuration file");
            return Optional.empty();
        }
        if (Files.isDirectory(file)) {
            problems.add(file + ": found a directory, expected a configuration file");
            return Optional.empty();
        }
        try {
            Config config = ConfigFactory.parseFile(
                    file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false));
            // Unresolved references are reported with their keys, like any other problem.
            return Optional.of(config.resolve(ConfigResolveOptions.defaults().setAllowUnresolved(true)));
        } catch (UnresolvedSubstitution cycle) {
            problems.add(oneLine(cycle));
        } catch (com.typesafe.config.ConfigException.IO unreadable) {
            problems.add(file + ": can't be read: " + oneLine(unreadable));
        } catch (com.typesafe.config.ConfigException syntax) {
            problems.add(oneLine(syntax));
        }
        return Optional.empty();
    }

    private static String oneLine(Exception exception) {
        return exception.getMessage().replaceAll("\\s*\\R\\s*", " ");
    }

    private static JobConfig jobConfig(Resolver resolver, Problems problems) {
        // What it says decides how the values of other keys are read.
        SecurityType securities = resolver.value(ConfigKeys.SECURITY_TYPE);
        return new JobConfig(
                resolver.find(ConfigKeys.INPUT).orElse(List.of()),
                resolver.find(ConfigKeys.OUTPUT),
                resolver.value(ConfigKeys.PRESET),
                resolver.value(ConfigKeys.MODE),
                selection(resolver, securities),
                resolver.value(ConfigKeys.HOLIDAYS),
                new ScanConfig(
                        resolver.value(ConfigKeys.ENGINE),
                        resolver.find(ConfigKeys.CHUNK_SIZE),
                        resolver.find(ConfigKeys.WAVE_SIZE)),
                lines(resolver, securities),
                feed(resolver, securities),
                resolver.value(ConfigKeys.REJECT_MAX_SHARE),
                resolver.value(ConfigKeys.ON_ERROR),
                new LocalConfig(resolver.find(ConfigKeys.WORKERS), resolver.find(ConfigKeys.DRIVER_MEMORY)),
                cluster(resolver, problems));
    }

    private static LineFormat lines(Resolver resolver, SecurityType securities) {
        return new LineFormat(
                resolver.value(ConfigKeys.SEPARATOR),
                resolver.value(ConfigKeys.NAMES).stream()
                        .map(name -> name.strip().toLowerCase(Locale.ROOT))
                        .toList(),
                resolver.value(ConfigKeys.ALIASES),
                constants(resolver, securities),
                fileName(resolver),
                securities);
    }

    private static Map<OrderColumn, Long> constants(Resolver resolver, SecurityType securities) {
        Map<OrderColumn, Long> constants = new EnumMap<>(OrderColumn.class);
        resolver.value(ConfigKeys.CONSTANTS).forEach((name, text) -> {
            OrderColumn column = OrderColumn.named(name).orElseThrow();
            try {
                constants.put(column, column.constant(text, securities));
            } catch (IllegalArgumentException wrong) {
                resolver.complain(ConfigKeys.CONSTANTS, name + ": " + wrong.getMessage());
            }
        });
        return constants;
    }

    private static FileNameFormat fileName(Resolver resolver) {
        FileNameFormat format =
                resolver.find(ConfigKeys.FILE_NAME).map(FileNameFormat::new).orElse(FileNameFormat.NONE);
        format.problem().ifPresent(problem -> resolver.complain(ConfigKeys.FILE_NAME, problem));
        return format;
    }

    private static SideCodes sides(Resolver resolver) {
        SideCodes sides = new SideCodes(resolver.value(ConfigKeys.BUY), resolver.value(ConfigKeys.SELL));
        sides.ambiguous()
                .ifPresent(both ->
                        resolver.complain(ConfigKeys.BUY, "found " + both + ", which " + ConfigKeys.SELL + " has too"));
        return sides;
    }

    private static FeedConfig feed(Resolver resolver, SecurityType securities) {
        LocalDate earliest = resolver.value(ConfigKeys.EARLIEST_DATE);
        Optional<LocalDate> latest = resolver.find(ConfigKeys.LATEST_DATE);
        if (latest.isPresent() && earliest.isAfter(latest.get())) {
            resolver.complain(
                    ConfigKeys.EARLIEST_DATE,
                    "found " + earliest + ", expected no date after " + ConfigKeys.LATEST_DATE + ", which is "
                            + latest.get());
        }
        FieldFormat fields = new FieldFormat(
                resolver.value(ConfigKeys.PRICE_DECIMALS),
                resolver.value(ConfigKeys.PRICE_SCALE),
                resolver.value(ConfigKeys.TIMESTAMP_UNIT),
                securities,
                sides(resolver));
        return new FeedConfig(fields, earliest, latest);
    }

    private static Selection selection(Resolver resolver, SecurityType securities) {
        Optional<LocalDate> from = resolver.find(ConfigKeys.FROM);
        Optional<LocalDate> to = resolver.find(ConfigKeys.TO);
        List<LocalDate> dates = resolver.value(ConfigKeys.DATES);
        if (from.isPresent() && to.isPresent() && from.get().isAfter(to.get())) {
            resolver.complain(
                    ConfigKeys.FROM,
                    "found " + from.get() + ", expected no date after " + ConfigKeys.TO + ", which is " + to.get()
                            + " (" + resolver.origin(ConfigKeys.TO) + ")");
        }
        for (LocalDate date : dates) {
            if (from.isPresent() && date.isBefore(from.get())) {
                complainOfDate(resolver, date, "before", ConfigKeys.FROM, from.get());
            } else if (to.isPresent() && date.isAfter(to.get())) {
                complainOfDate(resolver, date, "after", ConfigKeys.TO, to.get());
            }
        }
        return new Selection(
                from.orElse(null),
                to.orElse(null),
                dates,
                resolver.value(ConfigKeys.securities(securities)),
                resolver.value(ConfigKeys.PARTICIPANTS),
                resolver.value(ConfigKeys.ORDER_TYPES),
                resolver.find(ConfigKeys.HOURS).orElse(null),
                resolver.value(ConfigKeys.ZONE));
    }

    private static void complainOfDate(
            Resolver resolver, LocalDate date, String side, ConfigKey<LocalDate> boundKey, LocalDate bound) {
        resolver.complain(
                ConfigKeys.DATES,
                "found " + date + ", expected no date " + side + " " + boundKey + ", which is " + bound + " ("
                        + resolver.origin(boundKey) + ")");
    }

    private static Optional<ClusterConfig> cluster(Resolver resolver, Problems problems) {
        Optional<Integer> nodes = resolver.find(ConfigKeys.NODES);
        Optional<Integer> coresPerNode = resolver.find(ConfigKeys.CORES_PER_NODE);
        Optional<DataSize> memoryPerNode = resolver.find(ConfigKeys.MEMORY_PER_NODE);
        List<ConfigKey<?>> keys = List.of(ConfigKeys.NODES, ConfigKeys.CORES_PER_NODE, ConfigKeys.MEMORY_PER_NODE);
        if (keys.stream().anyMatch(resolver::isGiven)) {
            keys.stream()
                    .filter(key -> !resolver.isGiven(key))
                    .forEach(key -> problems.add(
                            key.name() + ": not given, expected " + key.description() + "; required for a cluster"));
        }
        return nodes.flatMap(count ->
                coresPerNode.flatMap(cores -> memoryPerNode.map(memory -> new ClusterConfig(count, cores, memory))));
    }
}
