package io.ordermatrix.table;

import io.ordermatrix.group.GroupLayout;
import io.ordermatrix.group.KeyRange;
import io.ordermatrix.group.SortedGroups;
import io.ordermatrix.group.SpillKind;
import io.ordermatrix.parquet.ParquetColumn;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** Describes a table; the first key of its spills is the date. */
public interface TableKind extends SpillKind {
    /** What a row is: the name of the schema in its files. */
    String rowName();

    /** The columns of its files, without the date, which is in the directory's name. */
    List<ParquetColumn> columns();

    /** How the rows of its files are laid out. */
    default GroupLayout rowLayout() {
        return layout();
    }

    /** The rows that a range of keys in the spills makes. */
    default SortedGroups rows(KeyRange range, Configuration hadoop) throws IOException {
        return merge(range, hadoop);
    }
}
