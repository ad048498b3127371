package io.ordermatrix.config;

import java.util.Objects;
import java.util.Optional;

/**
 * How the files are read.
 *
 * @param chunkSize the byte range of one scan task; empty to derive it from the hardware
 */
public record ScanConfig(Engine engine, Optional<DataSize> chunkSize) {
    public ScanConfig {
        Objects.requireNonNull(engine);
        Objects.requireNonNull(chunkSize);
    }
}
