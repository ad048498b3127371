package io.ordermatrix.config;

import com.typesafe.config.ConfigException.NotResolved;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The values of one source of configuration, by key. */
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

    /** The properties that begin with a prefix. */
    static Layer ofProperties(Map<String, String> given, String prefix, Problems problems) {
        Layer layer = new Layer(problems);
        // Sorted, so that the problems are too.
        new TreeMap<>(given).forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                layer.add(name.substring(prefix.length()), ConfigValueFactory.fromAnyRef(value, name));
            }
        });
        return layer;
    }

    static Layer ofOptions(List<ConfigLoader.Option> given, Problems problems) {
        Layer layer = new Layer(problems);
        given.forEach(option ->
                layer.add(option.key().name(), ConfigValueFactory.fromAnyRef(option.text(), option.origin())));
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
        if (isReference(value)) {
            addUndefined(name, value);
        } else if (NAMES.contains(name)) {
            firstReference(value)
                    .ifPresentOrElse(reference -> addUndefined(name, reference), () -> addKnown(name, value));
        } else if (value instanceof ConfigObject block && !block.isEmpty()) {
            addBlock(name + ".", block);
        } else if (isGroup(name)) {
            addGroup(name, value);
        } else {
            problems.add(name, value, "unknown key, did you mean " + Nearest.to(name, NAMES) + "?");
        }
    }

    private void addUndefined(String name, ConfigValue reference) {
        String text = reference.render(ConfigRenderOptions.concise());
        problems.add(name, reference, "found " + text + ", which is not defined");
    }

    private void addKnown(String name, ConfigValue value) {
        // In HOCON, null removes a value.
        if (value.valueType() != ConfigValueType.NULL && values.put(name, value) != null) {
            problems.add(name, value, "found twice, expected once");
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

    /** Whether the whole value is an undefined reference. */
    private static boolean isReference(ConfigValue value) {
        try {
            parts(value);
            return false;
        } catch (NotResolved reference) {
            return true;
        }
    }

    /** The first reference in a value, at any depth. */
    private static Optional<ConfigValue> firstReference(ConfigValue value) {
        return isReference(value)
                ? Optional.of(value)
                : parts(value).stream()
                        .map(Layer::firstReference)
                        .flatMap(Optional::stream)
                        .findFirst();
    }

    /**
     * The values within a block or a list.
     *
     * @throws NotResolved if the value is a reference, or a block that is merged with one
     */
    private static List<ConfigValue> parts(ConfigValue value) {
        if (value instanceof ConfigObject block) {
            return List.copyOf(block.values());
        }
        return switch (value.valueType()) {
            case LIST -> List.copyOf((ConfigList) value);
            case OBJECT, STRING, NUMBER, BOOLEAN, NULL -> List.of();
        };
    }
}
