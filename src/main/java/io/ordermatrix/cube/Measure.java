package io.ordermatrix.cube;

import io.ordermatrix.group.Aggregate;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.spark.OrderSchema;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.function.ToLongFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;

/**
 * One column of results, computed from the exact numbers collected from a group's events. These lie in an array of longs,
 * from a base on, each at its index.
 */
sealed interface Measure {
    String name();

    DataType type();

    /** Writes the value for a group that is one security, date and participant. */
    void put(WritableColumnVector column, int row, long[] totals, int base);

    /**
     * The value for a group; null if it has none.
     *
     * @param distinct counts the different values of a key column in the group
     */
    Object value(long[] totals, ToLongFunction<OrderColumn> distinct);

    /** Takes back the exact numbers that a value was computed from, where that is possible. */
    default void collect(InternalRow row, int column, long[] totals) {}

    /** A collected number itself. */
    record Exact(Aggregate aggregate, int index) implements Measure {
        @Override
        public String name() {
            return aggregate.name();
        }

        @Override
        public DataType type() {
            return OrderSchema.type(aggregate.type());
        }

        private boolean isLong() {
            return type().equals(DataTypes.LongType);
        }

        @Override
        public void put(WritableColumnVector column, int row, long[] totals, int base) {
            if (isLong()) {
                column.putLong(row, totals[base + index]);
            } else {
                column.putInt(row, (int) totals[base + index]);
            }
        }

        @Override
        public Object value(long[] totals, ToLongFunction<OrderColumn> distinct) {
            if (isLong()) {
                return totals[index];
            }
            return (int) totals[index];
        }

        @Override
        public void collect(InternalRow row, int column, long[] totals) {
            totals[index] = isLong() ? row.getLong(column) : row.getInt(column);
        }
    }

    /** A real number, rounded once. */
    record Real(String name, Formula formula) implements Measure {
        /** Computes it; NaN if there is none. */
        interface Formula {
            double of(long[] totals, int base);
        }

        @Override
        public DataType type() {
            return DataTypes.DoubleType;
        }

        @Override
        public void put(WritableColumnVector column, int row, long[] totals, int base) {
            double value = formula.of(totals, base);
            if (Double.isNaN(value)) {
                column.putNull(row);
            } else {
                column.putDouble(row, value);
            }
        }

        @Override
        public Object value(long[] totals, ToLongFunction<OrderColumn> distinct) {
            double value = formula.of(totals, 0);
            return Double.isNaN(value) ? null : value;
        }
    }

    /** How many different values a key column has. */
    record Distinct(String name, OrderColumn column) implements Measure {
        @Override
        public DataType type() {
            return DataTypes.LongType;
        }

        @Override
        public void put(WritableColumnVector vector, int row, long[] totals, int base) {
            vector.putLong(row, 1);
        }

        @Override
        public Object value(long[] totals, ToLongFunction<OrderColumn> distinct) {
            return distinct.applyAsLong(column);
        }
    }

    /** A sum of squares, which was collected in two halves of 32 bits. */
    record SquareSum(String name, int high, int low) implements Measure {
        private static final DecimalType EXACT = DataTypes.createDecimalType(38, 0);

        @Override
        public DataType type() {
            return EXACT;
        }

        @Override
        public void put(WritableColumnVector column, int row, long[] totals, int base) {
            BigInteger sum = Deviation.squares(totals[base + high], totals[base + low]);
            // As Spark keeps a decimal of that many digits.
            column.putByteArray(row, sum.toByteArray());
        }

        @Override
        public Object value(long[] totals, ToLongFunction<OrderColumn> distinct) {
            return new BigDecimal(Deviation.squares(totals[high], totals[low]));
        }

        @Override
        public void collect(InternalRow row, int column, long[] totals) {
            BigInteger sum = row.getDecimal(column, EXACT.precision(), 0).toJavaBigInteger();
            totals[high] = sum.shiftRight(Integer.SIZE).longValueExact();
            totals[low] = sum.longValue() & 0xFFFF_FFFFL;
        }
    }
}
