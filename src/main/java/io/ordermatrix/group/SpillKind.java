package io.ordermatrix.group;

import java.io.IOException;
import java.io.Serializable;
import org.apache.hadoop.conf.Configuration;

/** What spills hold: its layout, and how to merge it. */
public interface SpillKind extends Serializable {
    GroupLayout layout();

    /** Reads a range of keys from all spills side by side. */
    SortedGroups merge(KeyRange range, Configuration hadoop) throws IOException;
}
