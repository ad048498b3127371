package io.ordermatrix.engine;

import io.ordermatrix.order.ColumnType;
import io.ordermatrix.order.FeedFormat;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.order.RejectReason;
import io.ordermatrix.order.RejectReason.Kind;
import io.ordermatrix.order.TimestampUnit;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;

/** Parses one value at a time in the simplest way, with the JDK's exact arithmetic. */
final class OrderText {
    private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]+");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?[0-9]+(?:\\.[0-9]+)?");
    private static final Pattern SPACES_AROUND = Pattern.compile("^ +| +$");

    private final FeedFormat format;
    private long value;

    OrderText(FeedFormat format) {
        this.format = format;
    }

    /**
     * Reads a value of a needed column: returns null if {@link #value()} has it, otherwise the reason why it can't be
     * read.
     */
    RejectReason read(OrderColumn column, String field) {
        Kind problem = readNumber(column, field == null ? "" : strip(field));
        return problem == null ? null : new RejectReason(problem, column);
    }

    long value() {
        return value;
    }

    private static String strip(String field) {
        boolean spaced = field.startsWith(" ") || field.endsWith(" ");
        return spaced ? SPACES_AROUND.matcher(field).replaceAll("") : field;
    }

    private Kind readNumber(OrderColumn column, String text) {
        if (text.isEmpty()) {
            return Kind.MISSING;
        }
        if (column == OrderColumn.SIDE && !format.sides().areNumbers()) {
            value = format.sides().of(text);
            return value == 0 ? Kind.SIDE : null;
        }
        boolean isPrice = column == OrderColumn.PRICE;
        if (!(isPrice ? DECIMAL : INTEGER).matcher(text).matches()) {
            return Kind.NOT_A_NUMBER;
        }
        BigDecimal exact = new BigDecimal(text).movePointRight(isPrice ? format.priceDecimals() : 0);
        BigInteger whole = exact.toBigInteger();
        ColumnType type = column.type();
        if (whole.compareTo(BigInteger.valueOf(type.smallest())) < 0
                || whole.compareTo(BigInteger.valueOf(type.largest())) > 0) {
            return Kind.OVERFLOW;
        }
        value = whole.longValueExact();
        if (column == OrderColumn.TIMESTAMP) {
            return readTimestamp(value);
        }
        if (column.isShareQuantity() && value < 0) {
            return Kind.NEGATIVE;
        }
        if (new BigDecimal(whole).compareTo(exact) != 0) {
            return Kind.PRECISION;
        }
        return column == OrderColumn.SIDE && value != 1 && value != 2 ? Kind.SIDE : null;
    }

    private Kind readTimestamp(long timestamp) {
        TimestampUnit unit = format.timestampUnit();
        if (!unit.fits(timestamp)) {
            return Kind.OVERFLOW;
        }
        value = timestamp * unit.nanos();
        return format.isPlausible(value) ? null : Kind.IMPLAUSIBLE;
    }
}
