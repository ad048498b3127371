package io.ordermatrix.parquet;

import io.ordermatrix.group.Groups;
import io.ordermatrix.order.ColumnType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/**
 * A column of a file.
 *
 * @param type includes the column's name
 * @param labels of which each value is one, by their numbers; empty if the values are no labels
 * @param values writes the values
 */
public record ParquetColumn(PrimitiveType type, List<String> labels, Values values) {
    /** Bytes that 38 digits take. */
    private static final int DECIMAL_BYTES = 16;

    public ParquetColumn {
        labels = List.copyOf(labels);
    }

    private ParquetColumn(PrimitiveType type, Values values) {
        this(type, List.of(), values);
    }

    /** Writes the values of one column. */
    interface Values {
        /**
         * Adds the values of some rows, in order, to the page of the column.
         *
         * @param rows the groups behind the rows
         */
        void write(Groups rows, ColumnPages pages) throws IOException;
    }

    /** Parquet's type for one of our columns, with the width that readers get back. */
    public static PrimitiveType type(String name, ColumnType type, boolean isRequired) {
        PrimitiveTypeName physical = switch (type) {
            case BIGINT -> PrimitiveTypeName.INT64;
            case INT, DATE, SMALLINT, TINYINT -> PrimitiveTypeName.INT32;
            case STRING -> PrimitiveTypeName.BINARY;
        };
        Types.PrimitiveBuilder<PrimitiveType> column = isRequired ? Types.required(physical) : Types.optional(physical);
        return (switch (type) {
                    case TINYINT -> column.as(LogicalTypeAnnotation.intType(Byte.SIZE, true));
                    case SMALLINT -> column.as(LogicalTypeAnnotation.intType(Short.SIZE, true));
                    case DATE -> column.as(LogicalTypeAnnotation.dateType());
                    case STRING -> column.as(LogicalTypeAnnotation.stringType());
                    case INT, BIGINT -> column;
                })
                .named(name);
    }

    /** Copies the values of some rows to the start of an array. */
    public interface Numbers {
        void read(long[][] rows, int from, int to, long[] values);
    }

    /** A column of whole numbers without nulls: one of the longs of a row. */
    public static ParquetColumn of(String name, ColumnType type, int index) {
        return new ParquetColumn(type(name, type, true), (rows, pages) -> {
            pages.addPresent(rows.to() - rows.from());
            pages.add(rows.columns()[index], rows.from(), rows.to());
        });
    }

    /** A column of whole numbers without nulls that have to be unpacked. */
    public static ParquetColumn of(String name, ColumnType type, Numbers numbers) {
        long[] values = new long[Groups.MOST];
        return new ParquetColumn(type(name, type, true), (rows, pages) -> {
            int count = rows.to() - rows.from();
            numbers.read(rows.columns(), rows.from(), rows.to(), values);
            pages.addPresent(count);
            pages.add(values, 0, count);
        });
    }

    /**
     * Where a row says whether it has no value.
     *
     * @param index of one of the longs of a row
     * @param bit of this long that is set if there is no value, as a number
     */
    public record Absence(int index, long bit) {
        private int bitNumber() {
            return Long.numberOfTrailingZeros(bit);
        }
    }

    /** A nullable column of whole numbers or text: one of the longs of a row. */
    public static ParquetColumn ofOptional(String name, ColumnType type, int index, Absence absence) {
        return ofOptional(type(name, type, false), List.of(), index, absence);
    }

    /** A nullable column that says whether something is so: one of the longs of a row, 1 or 0. */
    public static ParquetColumn ofOptionalBooleans(String name, int index, Absence absence) {
        return ofOptional(Types.optional(PrimitiveTypeName.BOOLEAN).named(name), List.of(), index, absence);
    }

    /**
     * A nullable column of labels: one of the longs of a row, the label's number.
     *
     * @param labels all that there are
     */
    public static ParquetColumn ofOptionalLabels(String name, List<String> labels, int index, Absence absence) {
        return ofOptional(type(name, ColumnType.STRING, false), labels, index, absence);
    }

    private static ParquetColumn ofOptional(PrimitiveType type, List<String> labels, int index, Absence absence) {
        boolean isText = type.getPrimitiveTypeName() == PrimitiveTypeName.BINARY && labels.isEmpty();
        int bit = absence.bitNumber();
        long[] present = new long[Groups.MOST];
        return new ParquetColumn(type, labels, (rows, pages) -> {
            long[] nulls = rows.columns()[absence.index()];
            int count = present(rows, rows.columns()[index], nulls, bit, present);
            pages.addOptional(nulls, bit, rows.from(), rows.to());
            if (isText) {
                pages.add(rows.text(), present, count);
            } else {
                pages.add(present, 0, count);
            }
        });
    }

    /** Copies the values that there are, and returns how many. Without a branch, which no processor would foresee. */
    private static int present(Groups rows, long[] values, long[] nulls, int bit, long[] present) {
        int count = 0;
        for (int row = rows.from(); row < rows.to(); row++) {
            present[count] = values[row];
            count += (int) (~(nulls[row] >>> bit) & 1);
        }
        return count;
    }

    /** Computes a real number from a row; NaN for null. */
    public interface Real {
        double of(long[][] rows, int row);
    }

    /** A nullable column of real numbers. */
    public static ParquetColumn ofReals(String name, Real real) {
        PrimitiveType type = Types.optional(PrimitiveTypeName.DOUBLE).named(name);
        return new ParquetColumn(type, (rows, pages) -> {
            for (int row = rows.from(); row < rows.to(); row++) {
                double value = real.of(rows.columns(), row);
                if (Double.isNaN(value)) {
                    pages.addNull();
                } else {
                    pages.addPresent(1);
                    pages.add(value);
                }
            }
        });
    }

    /** Computes the upper or the lower 64 bits of a whole number. */
    public interface Half {
        long of(long[][] rows, int row);
    }

    /** A column of whole numbers with at most this many digits, up to 38. */
    public static ParquetColumn ofDecimals(String name, int digits, Half upper, Half lower) {
        PrimitiveType type = Types.required(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY)
                .length(DECIMAL_BYTES)
                .as(LogicalTypeAnnotation.decimalType(0, digits))
                .named(name);
        return new ParquetColumn(type, (rows, pages) -> {
            pages.addPresent(rows.to() - rows.from());
            for (int row = rows.from(); row < rows.to(); row++) {
                ByteBuffer bytes = ByteBuffer.allocate(DECIMAL_BYTES);
                bytes.putLong(upper.of(rows.columns(), row));
                bytes.putLong(lower.of(rows.columns(), row));
                pages.add(Binary.fromConstantByteArray(bytes.array()));
            }
        });
    }
}
