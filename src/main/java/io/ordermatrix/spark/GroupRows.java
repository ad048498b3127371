package io.ordermatrix.spark;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.apache.spark.sql.types.StructType;

/** How groups are rows of Spark. */
public interface GroupRows extends Serializable {
    StructType schema();

    /** The columns that rows are sorted by: the keys of the groups, in their order. */
    List<String> sortedBy();

    /** Writes a group as a row of columns. */
    void put(long[] group, WritableColumnVector[] columns, int row);
}
