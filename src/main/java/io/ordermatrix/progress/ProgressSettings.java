package io.ordermatrix.progress;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Where progress is shown.
 *
 * @param quiet whether people are shown nothing
 * @param terminalColumns width of the terminal that people look at; empty where the log is what they will read
 * @param file for other programs, written whether quiet or not
 */
public record ProgressSettings(boolean quiet, Optional<Integer> terminalColumns, Optional<Path> file) {
    public ProgressSettings {
        Objects.requireNonNull(terminalColumns);
        Objects.requireNonNull(file);
    }
}
