package io.ordermatrix.cube;

import io.ordermatrix.group.GroupLayout;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.spark.Columns;
import io.ordermatrix.spark.GroupRows;
import io.ordermatrix.spark.OrderSchema;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Merged groups as rows of the cube. */
final class CubeRows implements GroupRows {
    private static final long serialVersionUID = 1;

    static final StructType SCHEMA = new StructType(Stream.concat(
                    OrderCube.KEY_COLUMNS.stream().map(OrderSchema::field),
                    Measures.OF_CUBE.stream()
                            .map(measure -> DataTypes.createStructField(
                                    measure.name(), measure.type(), measure instanceof Measure.Real)))
            .toArray(StructField[]::new));

    private static final List<Measure> MEASURES = Measures.OF_CUBE;

    private final GroupLayout layout = OrderCube.GROUPING.layout();
    /** For each key column of the cube, its index among those of the grouping. */
    private final int[] keys = OrderCube.KEY_COLUMNS.stream()
            .mapToInt(OrderCube.GROUPING.keys()::indexOf)
            .toArray();

    @Override
    public StructType schema() {
        return SCHEMA;
    }

    @Override
    public List<String> sortedBy() {
        return OrderCube.GROUPING.keys().stream().map(OrderColumn::columnName).toList();
    }

    @Override
    public void put(long[] group, WritableColumnVector[] columns, int row) {
        for (int at = 0; at < keys.length; at++) {
            Columns.put(columns[at], OrderCube.KEY_COLUMNS.get(at).type(), row, layout.key(keys[at], group, 0));
        }
        for (int at = 0; at < MEASURES.size(); at++) {
            MEASURES.get(at).put(columns[keys.length + at], row, group, layout.words());
        }
    }
}
