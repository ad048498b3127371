package io.ordermatrix.table;

import io.ordermatrix.group.SpillKind;
import io.ordermatrix.parquet.ParquetColumn;
import java.util.List;

/** What a table is made of; the first key of its spills is the date. */
public interface TableKind extends SpillKind {
    /** What a row is, for those who look at a file's schema. */
    String rowName();

    /** The columns of its files, without the date, which is the name of a directory. */
    List<ParquetColumn> columns();
}
