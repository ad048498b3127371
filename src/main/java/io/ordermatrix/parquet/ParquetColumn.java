package io.ordermatrix.parquet;

import io.ordermatrix.group.SortedGroups;
import io.ordermatrix.order.ColumnType;
import java.nio.ByteBuffer;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/**
 * A column of a file.
 *
 * @param type includes the column's name
 * @param values writes the values
 */
public record ParquetColumn(PrimitiveType type, Values values) {
    /** Bytes that 38 digits take. */
    private static final int DECIMAL_BYTES = 16;

    /** Writes the values of one column. */
    public interface Values {
        /**
         * Writes one value for each row, in order.
         *
         * @param rows the groups behind the rows
         */
        void write(SortedGroups rows, ColumnWriter writer);
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
        return new ParquetColumn(
                type(name, type, true),
                (rows, writer) -> write(rows.columns()[index], rows.from(), rows.to(), type, writer));
    }

    /**
     * A column of whole numbers without nulls that have to be unpacked.
     *
     * @param mostRows the most rows that are written at a time
     */
    public static ParquetColumn of(String name, ColumnType type, int mostRows, Numbers numbers) {
        long[] values = new long[mostRows];
        return new ParquetColumn(type(name, type, true), (rows, writer) -> {
            numbers.read(rows.columns(), rows.from(), rows.to(), values);
            write(values, 0, rows.to() - rows.from(), type, writer);
        });
    }

    /** Whether a row has no value. */
    public interface Absence {
        boolean of(long[][] rows, int row);
    }

    /** A nullable column of whole numbers or text: one of the longs of a row. */
    public static ParquetColumn ofOptional(String name, ColumnType type, int index, Absence absence) {
        return new ParquetColumn(type(name, type, false), (rows, writer) -> {
            long[] values = rows.columns()[index];
            for (int row = rows.from(); row < rows.to(); row++) {
                if (absence.of(rows.columns(), row)) {
                    writer.writeNull(0, 0);
                } else {
                    switch (type) {
                        case BIGINT -> writer.write(values[row], 0, 1);
                        case STRING -> writer.write(text(rows.text(), values[row]), 0, 1);
                        default -> writer.write((int) values[row], 0, 1);
                    }
                }
            }
        });
    }

    /** A nullable column that says whether something is so: one of the longs of a row, 1 or 0. */
    public static ParquetColumn ofOptionalBooleans(String name, int index, Absence absence) {
        PrimitiveType type = Types.optional(PrimitiveTypeName.BOOLEAN).named(name);
        return new ParquetColumn(type, (rows, writer) -> {
            long[] values = rows.columns()[index];
            for (int row = rows.from(); row < rows.to(); row++) {
                if (absence.of(rows.columns(), row)) {
                    writer.writeNull(0, 0);
                } else {
                    writer.write(values[row] != 0, 0, 1);
                }
            }
        });
    }

    private static Binary text(byte[] texts, long position) {
        return Binary.fromReusedByteArray(texts, (int) (position >>> Integer.SIZE), (int) position);
    }

    /** Computes a real number from a row; NaN for null. */
    public interface Real {
        double of(long[][] rows, int row);
    }

    /** A nullable column of real numbers. */
    public static ParquetColumn ofReals(String name, Real real) {
        PrimitiveType type = Types.optional(PrimitiveTypeName.DOUBLE).named(name);
        return new ParquetColumn(type, (rows, writer) -> {
            for (int row = rows.from(); row < rows.to(); row++) {
                double value = real.of(rows.columns(), row);
                if (Double.isNaN(value)) {
                    writer.writeNull(0, 0);
                } else {
                    writer.write(value, 0, 1);
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
        return new ParquetColumn(type, (rows, writer) -> {
            for (int row = rows.from(); row < rows.to(); row++) {
                ByteBuffer bytes = ByteBuffer.allocate(DECIMAL_BYTES);
                bytes.putLong(upper.of(rows.columns(), row));
                bytes.putLong(lower.of(rows.columns(), row));
                writer.write(Binary.fromConstantByteArray(bytes.array()), 0, 0);
            }
        });
    }

    private static void write(long[] values, int from, int to, ColumnType type, ColumnWriter writer) {
        if (type == ColumnType.BIGINT) {
            for (int row = from; row < to; row++) {
                writer.write(values[row], 0, 0);
            }
        } else {
            for (int row = from; row < to; row++) {
                writer.write((int) values[row], 0, 0);
            }
        }
    }
}
