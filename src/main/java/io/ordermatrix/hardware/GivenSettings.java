package io.ordermatrix.hardware;

import io.ordermatrix.units.DataSize;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Spark settings made outside of ordermatrix: with {@code --conf}, with options of {@code spark-submit} or in files of
 * defaults. They are used as they are. What can't be parsed here is left to Spark, which reports what is wrong.
 *
 * @param values by the name of the setting
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

    /** Whether the job's executors run outside of the driver's JVM. */
    boolean isCluster() {
        return master().filter(name -> !name.equals("local") && !name.startsWith("local["))
                .isPresent();
    }

    private Optional<String> master() {
        return Optional.ofNullable(values.get(MASTER));
    }

    /** The origin of such a setting, for people. */
    static String origin(String name) {
        return name + " (--conf)";
    }

    /** The number of threads in {@code local[N]}, or the planned one. */
    Derived<Integer> localWorkers(int cores, Derived<Integer> planned) {
        // The scripts set what was planned earlier; in that case it is not the user's choice.
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

    /** The memory of the driver, or the planned one. */
    Derived<DataSize> driverMemory(Derived<DataSize> planned) {
        // The scripts set what was planned earlier, in whole mebibytes.
        return memory(DRIVER_MEMORY)
                .filter(memory -> memory.mebibytes() != planned.value().mebibytes())
                .map(memory -> Derived.of(memory, origin(DRIVER_MEMORY)))
                .orElse(planned);
    }

    /** The number set under this name, or the planned one. */
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

    /** The memory set under this name, or the planned one. */
    Derived<DataSize> memory(String name, Derived<DataSize> planned) {
        return memory(name).map(memory -> Derived.of(memory, origin(name))).orElse(planned);
    }

    /** An amount of memory; without a unit, Spark takes it as mebibytes. */
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
