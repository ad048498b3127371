package io.ordermatrix.table;

import io.ordermatrix.group.SpillKind;
import io.ordermatrix.parquet.ParquetColumn;
import java.util.List;

/** Describes a table; the first key of its spills is the date. */
public interface TableKind extends SpillKind {
    /** What a row is: the name of the schema in its files. */
    String rowName();

    /** The columns of its files, without the date, which is in the directory's name. */
    List<ParquetColumn> columns();
}
