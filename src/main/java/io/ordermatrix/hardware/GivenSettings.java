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
    private static final Pattern LOCAL_WORKERS = Pattern.compile("local\\[(\\d+|\\*)(?:,\\d+)?]");
    private static final Pattern MEMORY = Pattern.compile("(\\d+)([kmgt]?)b?");

    /** Nothing was set. */
    public static final GivenSettings NONE = new GivenSettings(Map.of());

    public GivenSettings {
        values = Map.copyOf(values);
    }

    /** Whether the job's executors run elsewhere than in the driver's JVM. */
    boolean isCluster() {
        return master().filter(name -> !name.equals("local") && !name.startsWith("local["))
                .isPresent();
    }

    private Optional<String> master() {
        return Optional.ofNullable(values.get("spark.master"));
    }

    /** Threads that {@code local[N]} names; empty where it is not that, or {@code *} of an unknown number. */
    Optional<Integer> localWorkers(int cores) {
        if (master().filter("local"::equals).isPresent()) {
            return Optional.of(1);
        }
        Matcher matcher = LOCAL_WORKERS.matcher(master().orElse(""));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(matcher.group(1).equals("*") ? cores : Integer.parseInt(matcher.group(1)));
    }

    Optional<Integer> count(String name) {
        try {
            return Optional.ofNullable(values.get(name)).map(Integer::valueOf).filter(number -> number > 0);
        } catch (NumberFormatException unreadable) {
            return Optional.empty();
        }
    }

    /** An amount of memory, which Spark takes for mebibytes where it has no unit. */
    Optional<DataSize> memory(String name) {
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
