package io.ordermatrix.config;

import io.ordermatrix.units.DataSize;
import java.util.Objects;
import java.util.Optional;

/**
 * How the files are read.
 *
 * @param chunkSize the byte range of one scan task; empty to derive it from the hardware
 * @param waveSize the bytes that are committed together; empty to derive them from the hardware
 */
public record ScanConfig(Engine engine, Optional<DataSize> chunkSize, Optional<DataSize> waveSize) {
    public ScanConfig {
        Objects.requireNonNull(engine);
        Objects.requireNonNull(chunkSize);
        Objects.requireNonNull(waveSize);
    }
}
