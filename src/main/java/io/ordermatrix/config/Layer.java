package io.ordermatrix.config;

import com.typesafe.config.ConfigException.NotResolved;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What one source of configuration says, by known keys. */
final class Layer {
    private static final List<String> NAMES =
            ConfigKeys.all().stream().map(ConfigKey::name).toList();

    private final Map<String, ConfigValue> values = new LinkedHashMap<>();
    private final Problems problems;

    private Layer(Problems problems) {
        this.problems = problems;
    }

    static Layer ofCommandLine(Map<String, ?> given, Problems problems) {
        Layer layer = new Layer(problems);
        given.forEach((name, value) -> layer.add(name, ConfigValueFactory.fromAnyRef(value, "command line")));
        return layer;
    }

    /** The properties that begin with that prefix. */
    static Layer ofProperties(Map<String, String> given, String prefix, Problems problems) {
        Layer layer = new Layer(problems);
        // In order, so that the problems are too.
        new TreeMap<>(given).forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                layer.add(name.substring(prefix.length()), ConfigValueFactory.fromAnyRef(value, name));
            }
        });
        return layer;
    }

    static Layer ofFile(ConfigObject root, Problems problems) {
        Layer layer = new Layer(problems);
        layer.addBlock("", root);
        return layer;
    }

    Optional<ConfigValue> find(ConfigKey<?> key) {
        return Optional.ofNullable(values.get(key.name()));
    }

    private void addBlock(String prefix, ConfigObject block) {
        block.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> add(prefix + entry.getKey(), entry.getValue()));
    }

    private void add(String name, ConfigValue value) {
        Optional<ConfigValue> unresolved = unresolvedPart(value);
        if (unresolved.isPresent() && !(value instanceof ConfigObject)) {
            problems.add(name, unresolved.get(), "found " + unresolved.get().render() + ", which is defined nowhere");
        } else if (NAMES.contains(name)) {
            addKnown(name, value);
        } else if (value instanceof ConfigObject block && !block.isEmpty()) {
            addBlock(name + ".", block);
        } else if (isGroup(name)) {
            addGroup(name, value);
        } else {
            problems.add(name, value, "unknown key, did you mean " + Nearest.to(name, NAMES) + "?");
        }
    }

    private void addKnown(String name, ConfigValue value) {
        // In HOCON null takes a value back.
        if (value.valueType() != ConfigValueType.NULL && values.put(name, value) != null) {
            problems.add(name, value, "found a second time, expected once");
        }
    }

    private void addGroup(String name, ConfigValue value) {
        boolean isEmpty = value instanceof ConfigObject || value.valueType() == ConfigValueType.NULL;
        if (!isEmpty) {
            problems.add(
                    name, value, "found a single value, expected a block with " + String.join(", ", members(name)));
        }
    }

    private static boolean isGroup(String name) {
        return !members(name).isEmpty();
    }

    private static List<String> members(String group) {
        String prefix = group + ".";
        return NAMES.stream().filter(name -> name.startsWith(prefix)).toList();
    }

    /** The first part of a value that refers to something unknown. */
    private static Optional<ConfigValue> unresolvedPart(ConfigValue value) {
        try {
            value.valueType();
        } catch (NotResolved isReference) {
            return Optional.of(value);
        }
        Stream<ConfigValue> parts = Stream.empty();
        if (value instanceof ConfigObject block) {
            parts = block.values().stream();
        } else if (value instanceof ConfigList list) {
            parts = list.stream();
        }
        return parts.map(Layer::unresolvedPart).flatMap(Optional::stream).findFirst();
    }
}
