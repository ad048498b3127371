package io.ordermatrix.config;

import java.util.Map;
import java.util.Objects;

/**
 * A job's configuration, and where each of its values comes from. The origins are separate, so that configurations with
 * the same values are equal wherever the values come from.
 *
 * @param job the configuration
 * @param origins by the name of the key, for keys that were set
 */
public record LoadedConfig(JobConfig job, Map<String, String> origins) {
    public LoadedConfig {
        Objects.requireNonNull(job);
        origins = Map.copyOf(origins);
    }

    /**
     * Where the value of a key comes from, for people: {@code command line}, {@code spark.ordermatrix.mode},
     * {@code centre-point.conf: 7} or {@code default}.
     */
    public String origin(ConfigKey<?> key) {
        return origins.getOrDefault(key.name(), "default");
    }
}
