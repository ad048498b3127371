package io.ordermatrix.group;

import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.Path;

/**
 * A directory with spills.
 *
 * @param ignored groups with these values of the first key are left out
 */
public record SpillDirectory(Path path, Set<Long> ignored) {
    public SpillDirectory {
        ignored = Set.copyOf(ignored);
    }

    /** Directories whose groups are all used. */
    public static List<SpillDirectory> whole(List<Path> directories) {
        return directories.stream()
                .map(directory -> new SpillDirectory(directory, Set.of()))
                .toList();
    }
}
