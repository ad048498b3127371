package io.ordermatrix.cli;

import io.ordermatrix.config.ConfigKey;
import io.ordermatrix.config.ConfigKeys;
import io.ordermatrix.config.ConfigLoader;
import io.ordermatrix.config.ConfigText;
import io.ordermatrix.config.JobConfig;
import io.ordermatrix.config.LoadedConfig;
import io.ordermatrix.progress.ProgressSettings;
import io.ordermatrix.scan.FileColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options that describe a job. Their values are read and checked with the rest of the configuration. */
final class JobOptions {
    /** What to do with results that are there; at most one of these can be given. */
    private static final class EarlierResultsOptions {
        @Option(names = "--overwrite", description = "Replace the results of an earlier run.")
        private boolean overwrite;

        @Option(
                names = "--update",
                description =
                        "Bring the results of earlier runs up to date: scan only what is new; the first time, all.")
        private boolean update;
    }

    @Spec(Target.MIXEE)
    private CommandSpec mixee;

    @Option(
            names = "--input",
            paramLabel = "PATH",
            arity = "1..*",
            description =
                    "Files, directories and globs on any Hadoop file system; plain, .gz, .bz2 or .zst. Or the results of a run.")
    private List<String> input;

    @Option(names = "--output", paramLabel = "DIR", description = "Directory for the results.")
    private String output;

    @Option(names = "--config", paramLabel = "FILE", description = "Configuration in HOCON or JSON.")
    private Path config;

    @Option(names = "--preset", paramLabel = "NAME", description = "auto, laptop, workstation or server.")
    private String preset;

    @Option(names = "--security", paramLabel = "N,N", split = ",", description = "Keep only these securities.")
    private List<String> securities;

    @Option(names = "--from", paramLabel = "DATE", description = "First date to keep, like 2024-09-05.")
    private String from;

    @Option(names = "--to", paramLabel = "DATE", description = "Last date to keep.")
    private String to;

    @Option(names = "--date", paramLabel = "DATE,DATE", split = ",", description = "Keep only these dates.")
    private List<String> dates;

    @Option(names = "--participant", paramLabel = "N,N", split = ",", description = "Keep only these participants.")
    private List<String> participants;

    @Option(names = "--order-type", paramLabel = "N,N", split = ",", description = "Keep only these order types.")
    private List<String> orderTypes;

    @Option(names = "--hours", paramLabel = "10:00-16:00", description = "Keep only this part of the day.")
    private String hours;

    @Option(names = "--zone", paramLabel = "ID", description = "The exchange's zone, like Australia/Sydney or +10:00.")
    private String zone;

    @Option(names = "--engine", paramLabel = "NAME", description = "Engine that reads the files: orders or spark-csv.")
    private String engine;

    @Option(
            names = {"--conf", "-D"},
            paramLabel = "spark.ordermatrix.KEY=VALUE",
            description = "Sets any configuration key; overrides the file, but not the other options.")
    private Map<String, String> properties = new LinkedHashMap<>();

    @Option(names = "--keep-orders", description = "Also write the selected events.")
    private boolean keepOrders;

    @Option(
            names = "--order-columns",
            paramLabel = "NAME,NAME",
            split = ",",
            description = "Also keep these optional columns of the selected events; implies --keep-orders.")
    private List<String> orderColumns = new ArrayList<>();

    @Option(names = "--lifecycles", description = "Also write what became of each order on each day.")
    private boolean lifecycles;

    @ArgGroup
    private final EarlierResultsOptions earlier = new EarlierResultsOptions();

    @Option(names = "--save-config", paramLabel = "FILE", description = "Write the resolved configuration to a file.")
    private Path saveConfig;

    @Option(
            names = "--progress-json",
            paramLabel = "FILE",
            description = "Keep the progress of the run in a local JSON file.")
    private Path progressJson;

    @Option(names = "--quiet", description = "Print only errors, and show no progress.")
    private boolean quiet;

    @Option(names = "--verbose", description = "Print the stack trace of an error.")
    private boolean verbose;

    boolean keepOrders() {
        return keepOrders || !orderColumns.isEmpty();
    }

    /**
     * The optional columns of kept orders.
     *
     * @param offered the names of the columns that the input has
     * @throws io.ordermatrix.input.InputException if it does not have one of them
     */
    List<FileColumn> orderColumns(Set<String> offered) {
        return OrderColumnNames.find(orderColumns, offered);
    }

    boolean lifecycles() {
        return lifecycles;
    }

    boolean overwrite() {
        return earlier.overwrite;
    }

    boolean update() {
        return earlier.update;
    }

    /** Where to show progress to people and programs. */
    ProgressSettings progress() {
        return new ProgressSettings(quiet, StandardError.terminalColumns(), Optional.ofNullable(progressJson));
    }

    boolean quiet() {
        return quiet;
    }

    boolean verbose() {
        return verbose;
    }

    /** Writes the resolved configuration if that was requested. */
    void save(JobConfig resolved) throws IOException {
        if (saveConfig != null) {
            Files.writeString(saveConfig, ConfigText.render(resolved, saveConfig.toString()));
        }
    }

    /**
     * Resolves the configuration from the options, the system properties and the file.
     *
     * @param required keys that the command requires
     * @throws io.ordermatrix.config.ConfigException with every problem of all of them
     */
    LoadedConfig load(ConfigKey<?>... required) {
        ConfigLoader loader = new ConfigLoader()
                .commandLine(given())
                .properties(allProperties())
                .require(required);
        if (config != null) {
            loader.file(config);
        }
        return loader.load();
    }

    private Map<String, Object> given() {
        Map<String, Object> given = new LinkedHashMap<>();
        given.put(ConfigKeys.INPUT.name(), input);
        given.put(ConfigKeys.OUTPUT.name(), output);
        given.put(ConfigKeys.PRESET.name(), preset);
        given.put(ConfigKeys.SECURITIES.name(), securities);
        given.put(ConfigKeys.FROM.name(), from);
        given.put(ConfigKeys.TO.name(), to);
        given.put(ConfigKeys.DATES.name(), dates);
        given.put(ConfigKeys.PARTICIPANTS.name(), participants);
        given.put(ConfigKeys.ORDER_TYPES.name(), orderTypes);
        given.put(ConfigKeys.HOURS.name(), hours);
        given.put(ConfigKeys.ZONE.name(), zone);
        given.put(ConfigKeys.ENGINE.name(), engine);
        given.values().removeIf(Objects::isNull);
        return given;
    }

    private Map<String, String> allProperties() {
        Map<String, String> all = new LinkedHashMap<>();
        System.getProperties().stringPropertyNames().forEach(name -> all.put(name, System.getProperty(name)));
        properties.forEach((name, value) -> {
            if (!name.startsWith(ConfigLoader.PROPERTY_PREFIX)) {
                throw new ParameterException(
                        mixee.commandLine(),
                        "%s: only settings that begin with %s are allowed here; pass others to spark-submit"
                                .formatted(name, ConfigLoader.PROPERTY_PREFIX));
            }
            all.put(name, value);
        });
        return all;
    }
}
