package io.ordermatrix.config;

import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong, so that a user hears of everything at once. */
final class Problems {
    private final List<String> lines = new ArrayList<>();

    /** Adds a line that is not about one place. */
    void add(String line) {
        lines.add(line);
    }

    /** Adds a line about the value that a key has in some place. */
    void add(String key, ConfigValue value, String message) {
        String place = value.origin().description();
        // The place of a property is its name, which has the key already.
        add(place.endsWith("." + key) ? place + ": " + message : place + ": " + key + ": " + message);
    }

    /**
     * Lets a configuration without problems pass.
     *
     * @throws ConfigException if there are any
     */
    void throwIfAny() {
        if (!lines.isEmpty()) {
            throw new ConfigException(lines);
        }
    }
}
