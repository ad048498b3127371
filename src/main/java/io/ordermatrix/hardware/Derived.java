package io.ordermatrix.hardware;

import io.ordermatrix.config.ConfigKey;
import io.ordermatrix.config.LoadedConfig;
import io.ordermatrix.hardware.ResourcePlan.Derivation;

/**
 * A value of a plan, with its origin.
 *
 * @param text the value as text for people, possibly rounded
 * @param origin what it was derived from, or where it was set
 */
record Derived<T>(T value, String text, String origin) {
    static <T> Derived<T> of(T value, String origin) {
        return new Derived<>(value, value.toString(), origin);
    }

    /** A value that follows from a key of the configuration. */
    static <T> Derived<T> of(T value, ConfigKey<?> key, LoadedConfig config) {
        return of(value, origin(key, config));
    }

    /** Where a key of the configuration was set. */
    static String origin(ConfigKey<?> key, LoadedConfig config) {
        return key.name() + " (" + config.origin(key) + ")";
    }

    Derivation named(String name) {
        return new Derivation(name, text, origin);
    }
}
