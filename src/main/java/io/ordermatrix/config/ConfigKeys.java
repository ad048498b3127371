package io.ordermatrix.config;

import java.util.List;
import java.util.Optional;

/** Every key that a configuration can have. */
public final class ConfigKeys {
    public static final ConfigKey<List<String>> INPUT = new ConfigKey<>("input", Optional.empty());
    public static final ConfigKey<String> OUTPUT = new ConfigKey<>("output", Optional.empty());

    private ConfigKeys() {}
}
