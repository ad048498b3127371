package io.ordermatrix.cube;

import io.ordermatrix.group.Aggregate;
import io.ordermatrix.order.ColumnType;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.parquet.ParquetColumn;
import io.ordermatrix.parquet.ParquetSource;
import io.ordermatrix.spark.OrderSchema;
import io.ordermatrix.table.StoredGroups;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.function.ToLongFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;

/**
 * One column of results, computed from the exact numbers collected from a group's events, which are in an array of
 * longs.
 */
sealed interface Measure {
    String name();

    DataType type();

    /**
     * The column in the cube, where each group has a single security, date and participant.
     *
     * @param base the index of a group's first collected number among its longs
     */
    ParquetColumn column(int base);

    /**
     * The value for a group; null if it has none.
     *
     * @param distinct counts the distinct values of a key column in the group
     */
    Object value(long[] totals, ToLongFunction<OrderColumn> distinct);

    /** A measure of the cube from which the exact numbers behind it can be recovered. */
    sealed interface Mergeable extends Measure, StoredGroups.Value {
        void collect(InternalRow row, int column, long[] totals);

        /** Makes the numbers those that reading the measure gives, where others have the same meaning. */
        default void normalize(long[] totals) {}
    }

    /** The collected numbers of one of several groups. */
    private static long[] copy(long[][] groups, int base, int group, long[] totals) {
        for (int at = 0; at < totals.length; at++) {
            totals[at] = groups[base + at][group];
        }
        return totals;
    }

    /** A collected number as it is. */
    record Exact(Aggregate aggregate, int index) implements Mergeable {
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
        public ParquetColumn column(int base) {
            return ParquetColumn.of(name(), aggregate.type(), base + index);
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

        @Override
        public void collect(ParquetSource cube, int column, long[][] totals) throws IOException {
            cube.numbers(column, totals[index]);
        }
    }

    /** A real number, rounded once. */
    record Real(String name, Formula formula) implements Measure {
        /** Computes the number; NaN if there is none. */
        interface Formula {
            double of(long[] totals);
        }

        @Override
        public DataType type() {
            return DataTypes.DoubleType;
        }

        @Override
        public ParquetColumn column(int base) {
            long[] totals = new long[Measures.COLLECTED.size()];
            return ParquetColumn.ofReals(name, (groups, group) -> formula.of(copy(groups, base, group, totals)));
        }

        @Override
        public Object value(long[] totals, ToLongFunction<OrderColumn> distinct) {
            double value = formula.of(totals);
            return Double.isNaN(value) ? null : value;
        }
    }

    /** The number of distinct values of a key column. */
    record Distinct(String name, OrderColumn column) implements Measure {
        @Override
        public DataType type() {
            return DataTypes.LongType;
        }

        @Override
        public ParquetColumn column(int base) {
            return ParquetColumn.of(
                    name, ColumnType.BIGINT, (groups, from, to, values) -> Arrays.fill(values, 0, to - from, 1));
        }

        @Override
        public Object value(long[] totals, ToLongFunction<OrderColumn> distinct) {
            return distinct.applyAsLong(column);
        }
    }

    /** A sum of squares, collected in two halves of 32 bits. */
    record SquareSum(String name, int high, int low) implements Mergeable {
        private static final DecimalType EXACT = DataTypes.createDecimalType(38, 0);
        private static final long LOW_HALF = 0xFFFF_FFFFL;

        @Override
        public DataType type() {
            return EXACT;
        }

        @Override
        public ParquetColumn column(int base) {
            return ParquetColumn.ofDecimals(
                    name,
                    EXACT.precision(),
                    (groups, group) -> Deviation.upper(groups[base + high][group], groups[base + low][group]),
                    (groups, group) -> Deviation.lower(groups[base + high][group], groups[base + low][group]));
        }

        @Override
        public Object value(long[] totals, ToLongFunction<OrderColumn> distinct) {
            return new BigDecimal(Deviation.squares(totals[high], totals[low]));
        }

        /** The lower half of a sum can have more than 32 bits. */
        @Override
        public void normalize(long[] totals) {
            totals[high] = Math.addExact(totals[high], totals[low] >>> Integer.SIZE);
            totals[low] &= LOW_HALF;
        }

        @Override
        public void collect(InternalRow row, int column, long[] totals) {
            BigInteger sum = row.getDecimal(column, EXACT.precision(), 0).toJavaBigInteger();
            totals[high] = sum.shiftRight(Integer.SIZE).longValueExact();
            totals[low] = sum.longValue() & LOW_HALF;
        }

        @Override
        public void collect(ParquetSource cube, int column, long[][] totals) throws IOException {
            long[] upper = totals[high];
            long[] lower = totals[low];
            cube.decimals(column, upper, lower);
            for (int row = 0; row < cube.rows(); row++) {
                upper[row] = upper[row] << Integer.SIZE | lower[row] >>> Integer.SIZE;
                lower[row] &= LOW_HALF;
            }
        }
    }
}
