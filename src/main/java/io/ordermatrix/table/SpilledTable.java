package io.ordermatrix.table;

import io.ordermatrix.group.SpillDirectory;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.hadoop.fs.Path;

/**
 * A table that is to be merged from spills.
 *
 * @param spills where they are
 * @param scratch a directory for each pass that merges spills first, counted from 1
 * @param directory where the table goes
 */
public record SpilledTable(List<SpillDirectory> spills, IntFunction<Path> scratch, Path directory) {
    public SpilledTable {
        spills = List.copyOf(spills);
    }
}
