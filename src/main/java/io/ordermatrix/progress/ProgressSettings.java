package io.ordermatrix.progress;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Where progress is shown.
 *
 * @param quiet whether to show people nothing
 * @param terminalColumns width of the terminal; empty to use the log instead
 * @param file for other programs; written even if quiet
 */
public record ProgressSettings(boolean quiet, Optional<Integer> terminalColumns, Optional<Path> file) {
    public ProgressSettings {
        Objects.requireNonNull(terminalColumns);
        Objects.requireNonNull(file);
    }
}
