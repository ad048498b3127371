package io.ordermatrix.cube;

import io.ordermatrix.group.GroupLayout;
import io.ordermatrix.group.KeyRange;
import io.ordermatrix.group.SortedGroups;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.parquet.ParquetColumn;
import io.ordermatrix.spark.OrderSchema;
import io.ordermatrix.table.SpilledKind;
import io.ordermatrix.table.StoredFile;
import io.ordermatrix.table.StoredGroups;
import io.ordermatrix.table.StoredKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The cube as a table: its keys, then its measures. */
record CubeTable() implements SpilledKind, StoredKind {
    private static final long serialVersionUID = 1;

    /** The columns of the cube as Spark reads them. */
    static final StructType SCHEMA = new StructType(Stream.concat(
                    OrderCube.KEY_COLUMNS.stream().map(OrderSchema::field),
                    Measures.OF_CUBE.stream()
                            .map(measure -> DataTypes.createStructField(
                                    measure.name(), measure.type(), measure instanceof Measure.Real)))
            .toArray(StructField[]::new));

    /** For each key column of the cube, its index among the keys of the grouping. */
    static final int[] KEY_INDEXES = OrderCube.KEY_COLUMNS.stream()
            .mapToInt(OrderCube.GROUPING.keys()::indexOf)
            .toArray();

    @Override
    public String rowName() {
        return "cube";
    }

    @Override
    public GroupLayout layout() {
        return OrderCube.GROUPING.layout();
    }

    @Override
    public SortedGroups merge(KeyRange range, Configuration hadoop) throws IOException {
        return OrderCube.GROUPING.merge(range, hadoop);
    }

    @Override
    public SortedGroups stored(StoredFile file, Configuration hadoop) throws IOException {
        return new StoredGroups(file, layout(), OrderCube.GROUPING.keys(), Measures.MERGEABLE, hadoop);
    }

    @Override
    public List<ParquetColumn> columns() {
        GroupLayout layout = layout();
        List<ParquetColumn> columns = new ArrayList<>();
        for (int at = 0; at < KEY_INDEXES.length; at++) {
            OrderColumn column = OrderCube.KEY_COLUMNS.get(at);
            int key = KEY_INDEXES[at];
            if (column != OrderColumn.TRADE_DATE) {
                columns.add(ParquetColumn.of(
                        column.columnName(),
                        column.type(),
                        (rows, from, to, values) -> layout.unpack(key, rows, from, to, values)));
            }
        }
        Measures.OF_CUBE.forEach(measure -> columns.add(measure.column(layout.words())));
        return columns;
    }
}
