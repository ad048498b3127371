package io.ordermatrix.config;

import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.List;

/** Collects problems, so that all of them are reported at once. */
final class Problems {
    private final List<String> lines = new ArrayList<>();

    /** Adds a problem without an origin. */
    void add(String line) {
        lines.add(line);
    }

    /** Adds a problem with the value of a key. */
    void add(String key, ConfigValue value, String message) {
        String origin = value.origin().description();
        // The origin of a property is its name, which includes the key.
        add(origin.endsWith("." + key) ? origin + ": " + message : origin + ": " + key + ": " + message);
    }

    /**
     * Throws if there are problems.
     *
     * @throws ConfigException with all problems, if there are any
     */
    void throwIfAny() {
        if (!lines.isEmpty()) {
            throw new ConfigException(lines);
        }
    }
}
