package io.ordermatrix.table;

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

    /** The rows of a file that was written before, in the order of their keys. */
    SortedGroups stored(StoredFile file, Configuration hadoop) throws IOException;
}
