package io.ordermatrix.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the values of keys in layers, the first of which wins, and records their origins. */
final class Resolver {
    private final List<Layer> layers;
    private final Problems problems;
    private final Map<String, ConfigValue> winners = new HashMap<>();

    Resolver(List<Layer> layers, Problems problems) {
        this.layers = layers;
        this.problems = problems;
    }

    /**
     * The value of an optional key. All layers are read, since a mistake in one should be reported even if another
     * overrides it.
     */
    <T> Optional<T> find(ConfigKey<T> key) {
        Optional<T> result = Optional.empty();
        for (Layer layer : layers) {
            Optional<ConfigValue> given = layer.find(key);
            Optional<T> value = given.flatMap(found -> key.read(found, problems));
            if (given.isPresent() && winners.putIfAbsent(key.name(), given.get()) == null) {
                result = value;
            }
        }
        return result.or(key::defaultValue);
    }

    /** The value of a key that has a default. */
    <T> T value(ConfigKey<T> key) {
        return find(key).orElseThrow();
    }

    /** Whether any layer sets the key to something other than an empty list. */
    boolean isGiven(ConfigKey<?> key) {
        ConfigValue winner = winners.get(key.name());
        return winner != null && !(winner instanceof ConfigList list && list.isEmpty());
    }

    /** Where the value of a key came from, for people. */
    String origin(ConfigKey<?> key) {
        return winners.get(key.name()).origin().description();
    }

    /** Adds a problem with the value of a key that was given. */
    void complain(ConfigKey<?> key, String message) {
        problems.add(key.name(), winners.get(key.name()), message);
    }

    Map<String, String> origins() {
        Map<String, String> origins = new HashMap<>();
        winners.forEach((name, value) -> origins.put(name, value.origin().description()));
        return origins;
    }
}
