package io.ordermatrix.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.ordermatrix.config.ConfigException;
import io.ordermatrix.config.ConfigKey;
import io.ordermatrix.config.ConfigKeys;
import io.ordermatrix.config.ConfigLoader;
import io.ordermatrix.config.JobConfig;
import io.ordermatrix.file.Json;
import io.ordermatrix.order.FeedFormat;
import io.ordermatrix.order.LineFormat;
import io.ordermatrix.scan.ScanSpec.OnReject;
import io.ordermatrix.units.DataSize;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * The options of {@code format("orders")}. Most are keys of the configuration under shorter names, with the same values and
 * defaults. An invalid option throws an {@link IllegalArgumentException}.
 */
final class OrderReadOptions {
    private static final String ZONE = "zone";

    private static final Map<String, ConfigKey<?>> KEYS = Map.ofEntries(
            Map.entry(ZONE, ConfigKeys.ZONE),
            Map.entry("chunkSize", ConfigKeys.CHUNK_SIZE),
            Map.entry("priceDecimals", ConfigKeys.PRICE_DECIMALS),
            Map.entry("priceScale", ConfigKeys.PRICE_SCALE),
            Map.entry("timestampUnit", ConfigKeys.TIMESTAMP_UNIT),
            Map.entry("earliestDate", ConfigKeys.EARLIEST_DATE),
            Map.entry("latestDate", ConfigKeys.LATEST_DATE),
            Map.entry("aliases", ConfigKeys.ALIASES),
            Map.entry("names", ConfigKeys.NAMES),
            Map.entry("separator", ConfigKeys.SEPARATOR),
            Map.entry("constants", ConfigKeys.CONSTANTS),
            Map.entry("fileName", ConfigKeys.FILE_NAME),
            Map.entry("securityType", ConfigKeys.SECURITY_TYPE),
            Map.entry("buy", ConfigKeys.BUY),
            Map.entry("sell", ConfigKeys.SELL));

    /** What to do with a row that can't be read: DROPMALFORMED, the default, or FAILFAST. */
    private static final String MODE = "mode";
    /** Where Spark puts the argument of load(path), and those of load(path, path) as a JSON list. */
    private static final String PATH = "path";

    private static final String PATHS = "paths";

    private final CaseInsensitiveStringMap options;
    private final JobConfig config;

    OrderReadOptions(CaseInsensitiveStringMap options) {
        this.options = options;
        ConfigLoader loader = new ConfigLoader();
        KEYS.forEach((name, key) -> {
            if (options.containsKey(name)) {
                loader.option(key, options.get(name), "orders: option " + name);
            }
        });
        try {
            config = loader.load().job();
        } catch (ConfigException wrong) {
            throw new IllegalArgumentException(String.join("; ", wrong.problems()), wrong);
        }
    }

    List<String> paths() {
        List<String> paths = new ArrayList<>();
        if (options.containsKey(PATH)) {
            paths.add(options.get(PATH));
        }
        if (options.containsKey(PATHS)) {
            try {
                paths.addAll(List.of(Json.COMPACT.readValue(options.get(PATHS), String[].class)));
            } catch (JsonProcessingException noList) {
                throw new IllegalArgumentException(
                        "%s: found %s, expected a JSON list".formatted(PATHS, options.get(PATHS)), noList);
            }
        }
        if (paths.isEmpty()) {
            throw new IllegalArgumentException("orders: found no path, expected load(path) or the option path");
        }
        return paths;
    }

    boolean hasZone() {
        return options.containsKey(ZONE);
    }

    ZoneId zone() {
        return config.selection().zone();
    }

    /** The largest byte range of a task. */
    Optional<DataSize> chunkSize() {
        return config.scan().chunkSize();
    }

    /** How the numbers of the files are written. */
    FeedFormat format() {
        return config.format();
    }

    /** How the files are written. */
    LineFormat lines() {
        return config.lines();
    }

    OnReject onReject() {
        String mode = options.getOrDefault(MODE, "DROPMALFORMED").toUpperCase(Locale.ROOT);
        return switch (mode) {
            case "DROPMALFORMED" -> OnReject.DROP;
            case "FAILFAST" -> OnReject.FAIL;
            default ->
                throw new IllegalArgumentException("orders: option %s: found %s, expected DROPMALFORMED or FAILFAST"
                        .formatted(MODE, options.get(MODE)));
        };
    }
}
