package io.ordermatrix.hardware;

import io.ordermatrix.units.DataSize;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The settings of Spark that were made outside of ordermatrix: with {@code --conf}, options of {@code spark-submit} or
 * files of defaults. They are used as they are. What can't be read here is left to Spark, which says what is wrong with it.
 *
 * @param values by the names of the settings
 */
public record GivenSettings(Map<String, String> values) {
    private static final Pattern LOCAL_WORKERS = Pattern.compile("local\\[([1-9]\\d*|\\*)(?:,\\d+)?]");
    private static final Pattern MEMORY = Pattern.compile("(\\d+)([kmgt]?)b?");

    private static final String MASTER = "spark.master";
    private static final String DRIVER_MEMORY = "spark.driver.memory";

    /** Nothing was set. */
    static final GivenSettings NONE = new GivenSettings(Map.of());

    public GivenSettings {
        values = Map.copyOf(values);
    }

    /** Whether the job's executors run elsewhere than in the driver's JVM. */
    boolean isCluster() {
        return master().filter(name -> !name.equals("local") && !name.startsWith("local["))
                .isPresent();
    }

    private Optional<String> master() {
        return Optional.ofNullable(values.get(MASTER));
    }

    /** Where a setting that was made comes from. */
    static String origin(String name) {
        return name + " (--conf)";
    }

    /** The threads that {@code local[N]} names, or what was planned. */
    Derived<Integer> localWorkers(int cores, Derived<Integer> planned) {
        // The scripts set what was planned before, and that is not the user's choice then.
        return localWorkers(cores)
                .filter(workers -> !workers.equals(planned.value()))
                .map(workers -> Derived.of(workers, origin(MASTER)))
                .orElse(planned);
    }

    private Optional<Integer> localWorkers(int cores) {
        if (master().filter("local"::equals).isPresent()) {
            return Optional.of(1);
        }
        Matcher matcher = LOCAL_WORKERS.matcher(master().orElse(""));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(matcher.group(1).equals("*") ? cores : Integer.parseInt(matcher.group(1)));
    }

    /** The memory of the driver, or what was planned. */
    Derived<DataSize> driverMemory(Derived<DataSize> planned) {
        // The scripts set what was planned before, in whole mebibytes.
        return memory(DRIVER_MEMORY)
                .filter(memory -> memory.mebibytes() != planned.value().mebibytes())
                .map(memory -> Derived.of(memory, origin(DRIVER_MEMORY)))
                .orElse(planned);
    }

    /** The number that was set under that name, or what was planned. */
    Derived<Integer> count(String name, Derived<Integer> planned) {
        return count(name).map(count -> Derived.of(count, origin(name))).orElse(planned);
    }

    Optional<Integer> count(String name) {
        try {
            return Optional.ofNullable(values.get(name)).map(Integer::valueOf).filter(number -> number > 0);
        } catch (NumberFormatException unreadable) {
            return Optional.empty();
        }
    }

    /** The memory that was set under that name, or what was planned. */
    Derived<DataSize> memory(String name, Derived<DataSize> planned) {
        return memory(name).map(memory -> Derived.of(memory, origin(name))).orElse(planned);
    }

    /** An amount of memory, which Spark takes for mebibytes where it has no unit. */
    private Optional<DataSize> memory(String name) {
        Matcher matcher = MEMORY.matcher(values.getOrDefault(name, "").strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int shift = switch (matcher.group(2)) {
            case "k" -> 10;
            case "g" -> 30;
            case "t" -> 40;
            default -> 20;
        };
        return Optional.of(DataSize.ofBytes(Long.parseLong(matcher.group(1)) << shift));
    }

    Optional<Boolean> flag(String name) {
        return Optional.ofNullable(values.get(name)).map(Boolean::parseBoolean);
    }
}
