package io.ordermatrix.config;

import java.util.Map;
import java.util.Objects;

/**
 * A job's configuration and where each of its values comes from. The origins are kept beside the configuration, since two
 * configurations that say the same are equal wherever they say it.
 *
 * @param job what the job is told
 * @param origins by the key's name, for the keys that were given somewhere
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
