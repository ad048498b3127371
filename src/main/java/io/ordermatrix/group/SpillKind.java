package io.ordermatrix.group;

import java.io.IOException;
import java.io.Serializable;
import org.apache.hadoop.conf.Configuration;

/** What spills hold: how it is laid out, and how many of them are read as one. */
public interface SpillKind extends Serializable {
    GroupLayout layout();

    /** Reads a range of keys of all spills side by side. */
    SortedGroups merge(KeyRange range, Configuration hadoop) throws IOException;
}
