package io.ordermatrix.config;

import java.util.Optional;

/** One setting that a user can make. */
public final class ConfigKey<T> {
    private final String name;
    private final Optional<T> defaultValue;

    ConfigKey(String name, Optional<T> defaultValue) {
        this.name = name;
        this.defaultValue = defaultValue;
    }

    /** The dotted name, for example {@code scan.chunk-size}. */
    public String name() {
        return name;
    }

    /** What holds where nothing is given; empty for a setting that may be absent. */
    public Optional<T> defaultValue() {
        return defaultValue;
    }
}
