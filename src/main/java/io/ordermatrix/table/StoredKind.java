package io.ordermatrix.table;

import io.ordermatrix.group.GroupLayout;
import io.ordermatrix.group.SortedGroups;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;

/** A table whose files are read back. */
public interface StoredKind extends TableKind {
    /** How its rows are laid out, as they are spilled. */
    GroupLayout layout();

    /** The rows of a file that was written before, in the order of their keys. */
    SortedGroups stored(StoredFile file, Configuration hadoop) throws IOException;
}
