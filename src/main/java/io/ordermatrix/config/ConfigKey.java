package io.ordermatrix.config;

import com.typesafe.config.ConfigValue;
import java.util.Optional;

/** One setting of a configuration. */
public final class ConfigKey<T> {
    private final String name;
    private final ValueType<T> type;
    private final Optional<T> defaultValue;
    private final String description;

    ConfigKey(String name, ValueType<T> type, Optional<T> defaultValue, String description) {
        this.name = name;
        this.type = type;
        this.defaultValue = defaultValue;
        this.description = description;
    }

    /** The same setting, written in another form. */
    ConfigKey<T> as(ValueType<T> otherType) {
        return new ConfigKey<>(name, otherType, defaultValue, description);
    }

    /** The dotted name, for example {@code scan.chunk-size}. */
    public String name() {
        return name;
    }

    /** The value if none is given; empty for an optional setting. */
    public Optional<T> defaultValue() {
        return defaultValue;
    }

    /** One line for the user. */
    public String description() {
        return description;
    }

    Optional<T> read(ConfigValue value, Problems problems) {
        return type.read(name, value, problems);
    }

    /** How a value is written in a configuration. */
    public String text(T value) {
        return write(value).toString();
    }

    Object write(T value) {
        return type.write(value);
    }

    @Override
    public String toString() {
        return name;
    }
}
