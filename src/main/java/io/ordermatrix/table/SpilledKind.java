package io.ordermatrix.table;

import io.ordermatrix.group.KeyRange;
import io.ordermatrix.group.SortedGroups;
import io.ordermatrix.group.SpillKind;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;

/** A table that is made of spills, whose first key is the date. */
public interface SpilledKind extends TableKind, SpillKind {
    /**
     * The rows that a range of keys in the spills makes, {@link SortedGroups#MOST} at a time except for the last ones, so that
     * files do not depend on how the rows were spilled.
     */
    default SortedGroups rows(KeyRange range, Configuration hadoop) throws IOException {
        return merge(range, hadoop);
    }
}
