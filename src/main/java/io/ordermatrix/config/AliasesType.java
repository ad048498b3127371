package io.ordermatrix.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.ordermatrix.order.OrderColumn;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Names of columns in files, mapped to our names: a block, or a text like {@code theirs=ours,theirs=ours}. Case is
 * ignored.
 */
final class AliasesType implements ValueType<Map<String, String>> {
    private static final List<String> TARGETS = Arrays.stream(OrderColumn.values())
            .filter(column -> !column.isMade())
            .map(OrderColumn::columnName)
            .toList();
    private static final ScalarType<String> NAME = ScalarType.text("the name of a column");

    @Override
    public Optional<Map<String, String>> read(String key, ConfigValue value, Problems problems) {
        Reading reading = new Reading(key, problems);
        if (value instanceof ConfigObject block) {
            block.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(entry -> reading.add(entry.getKey(), entry.getValue()));
        } else if (value.valueType() == ConfigValueType.STRING) {
            Arrays.stream(ScalarType.textOf(value).split(",", -1)).forEach(pair -> reading.addPair(pair, value));
        } else {
            reading.complain(value, "found no names, expected a block or a text like theirs=ours,theirs=ours");
        }
        return reading.isFlawed ? Optional.empty() : Optional.of(reading.aliases);
    }

    @Override
    public Object write(Map<String, String> aliases) {
        return aliases;
    }

    /** The aliases of one value read so far. */
    private static final class Reading {
        private final String key;
        private final Problems problems;
        private final Map<String, String> aliases = new TreeMap<>();
        private boolean isFlawed;

        Reading(String key, Problems problems) {
            this.key = key;
            this.problems = problems;
        }

        void addPair(String pair, ConfigValue origin) {
            String[] names = pair.split("=", -1);
            if (names.length == 2 && !names[0].isBlank()) {
                add(names[0], names[1], origin);
            } else {
                complain(origin, "found " + (pair.isBlank() ? "nothing" : pair) + ", expected theirs=ours");
            }
        }

        void add(String theirs, ConfigValue value) {
            if (value instanceof ConfigObject) {
                complain(value, "found a block under " + theirs + "; names with a dot must be quoted");
                return;
            }
            NAME.read(key, value, problems).ifPresentOrElse(ours -> add(theirs, ours, value), () -> isFlawed = true);
        }

        private void add(String theirs, String ours, ConfigValue origin) {
            String alias = normal(theirs);
            String target = normal(ours);
            if (!TARGETS.contains(target)) {
                complain(
                        origin,
                        "found " + theirs.strip() + "=" + ours.strip()
                                + ", expected the name of a known column after the equals sign; did you mean "
                                + Nearest.to(target, TARGETS) + "?");
            } else if (aliases.put(alias, target) != null) {
                complain(origin, "found " + alias + " twice, expected it once");
            }
        }

        void complain(ConfigValue origin, String message) {
            isFlawed = true;
            problems.add(key, origin, message);
        }

        private static String normal(String name) {
            return name.strip().toLowerCase(Locale.ROOT);
        }
    }
}
