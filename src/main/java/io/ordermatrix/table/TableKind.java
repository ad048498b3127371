package io.ordermatrix.table;

import io.ordermatrix.parquet.ParquetColumn;
import java.io.Serializable;
import java.util.List;

/** Describes a table. */
public interface TableKind extends Serializable {
    /** What a row is: the name of the schema in its files. */
    String rowName();

    /** The columns of its files, without the date, which is in the directory's name. */
    List<ParquetColumn> columns();
}
