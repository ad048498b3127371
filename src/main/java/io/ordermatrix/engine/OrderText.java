package io.ordermatrix.engine;

import io.ordermatrix.order.ColumnType;
import io.ordermatrix.order.FeedFormat;
import io.ordermatrix.order.FieldFormat;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.order.RejectReason;
import io.ordermatrix.order.RejectReason.Kind;
import io.ordermatrix.order.SecurityName;
import io.ordermatrix.order.SecurityType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses one value at a time in the simplest way, with the JDK's exact arithmetic. */
final class OrderText {
    private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]+");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?[0-9]+(?:\\.[0-9]+)?");
    private static final Pattern NAME = Pattern.compile("[-./0-9A-Z]+");
    private static final Pattern ISO = Pattern.compile(
            "(\\d{4}-\\d\\d-\\d\\d)[T ](\\d\\d:\\d\\d:\\d\\d)(?:\\.(\\d+))?(Z|[+-]\\d\\d(?::?\\d\\d)?)?");
    private static final Pattern SPACES_AROUND = Pattern.compile("^ +| +$");

    private final FeedFormat format;
    private Optional<LocalDate> midnight = Optional.empty();
    private long value;

    OrderText(FeedFormat format) {
        this.format = format;
    }

    /**
     * Continues with another file.
     *
     * @param date from whose midnight its timestamps count; empty if they count from 1970
     */
    void begin(Optional<LocalDate> date) {
        midnight = date;
    }

    /**
     * Reads a value of a needed column: returns null if {@link #value()} has it, otherwise the reason why it can't be
     * read.
     */
    RejectReason read(OrderColumn column, String field) {
        Kind problem = readField(column, field == null ? "" : strip(field));
        return problem == null ? null : new RejectReason(problem, column);
    }

    long value() {
        return value;
    }

    private static String strip(String field) {
        boolean spaced = field.startsWith(" ") || field.endsWith(" ");
        return spaced ? SPACES_AROUND.matcher(field).replaceAll("") : field;
    }

    private Kind readField(OrderColumn column, String text) {
        FieldFormat fields = format.fields();
        if (text.isEmpty()) {
            return Kind.MISSING;
        }
        if (column == OrderColumn.SIDE && !fields.sides().areNumbers()) {
            value = fields.sides().of(text);
            return value == 0 ? Kind.SIDE : null;
        }
        if (column == OrderColumn.SECURITY_CODE && fields.securities() == SecurityType.TEXT) {
            return readName(text);
        }
        if (column == OrderColumn.TIMESTAMP) {
            Kind problem = fields.timestamps().isNumber() ? readCount(text) : readTime(text);
            return problem != null || format.isPlausible(value) ? problem : Kind.IMPLAUSIBLE;
        }
        Kind problem = readNumber(
                text,
                column == OrderColumn.PRICE ? OptionalInt.of(fields.priceExponent()) : OptionalInt.empty(),
                column.type());
        if (problem == Kind.OVERFLOW || problem == Kind.NOT_A_NUMBER) {
            return problem;
        }
        if (column.isShareQuantity() && value < 0) {
            return Kind.NEGATIVE;
        }
        return problem == null && column == OrderColumn.SIDE && value != 1 && value != 2 ? Kind.SIDE : problem;
    }

    /**
     * @param exponent the power of ten that multiplies it; empty for a number without a point
     */
    private Kind readNumber(String text, OptionalInt exponent, ColumnType type) {
        if (!(exponent.isPresent() ? DECIMAL : INTEGER).matcher(text).matches()) {
            return Kind.NOT_A_NUMBER;
        }
        BigDecimal exact = new BigDecimal(text).scaleByPowerOfTen(exponent.orElse(0));
        BigInteger whole = exact.toBigInteger();
        if (whole.compareTo(BigInteger.valueOf(type.smallest())) < 0
                || whole.compareTo(BigInteger.valueOf(type.largest())) > 0) {
            return Kind.OVERFLOW;
        }
        value = whole.longValueExact();
        return new BigDecimal(whole).compareTo(exact) == 0 ? null : Kind.PRECISION;
    }

    private Kind readName(String text) {
        if (!NAME.matcher(text).matches()) {
            return Kind.FORMAT;
        }
        if (text.length() > SecurityName.LONGEST) {
            return Kind.OVERFLOW;
        }
        value = SecurityName.code(text);
        return null;
    }

    private Kind readCount(String text) {
        int decimals = format.fields().timestamps().decimals();
        Kind problem =
                readNumber(text, decimals == 0 ? OptionalInt.empty() : OptionalInt.of(decimals), ColumnType.BIGINT);
        if (problem != null || midnight.isEmpty()) {
            return problem;
        }
        return put(midnight.get().atStartOfDay().plusNanos(value).atZone(format.zone()));
    }

    private Kind readTime(String text) {
        Matcher time = ISO.matcher(text);
        if (!time.matches()) {
            return Kind.FORMAT;
        }
        String fraction = time.group(3) == null ? "" : time.group(3);
        try {
            LocalDateTime local = LocalDateTime.of(LocalDate.parse(time.group(1)), LocalTime.parse(time.group(2)))
                    .plusNanos(Long.parseLong((fraction + "000000000").substring(0, 9)));
            ZoneId zone = time.group(4) == null ? format.zone() : ZoneOffset.of(time.group(4));
            return fraction.matches("\\d{0,9}0*") ? put(local.atZone(zone)) : Kind.PRECISION;
        } catch (DateTimeException notInCalendar) {
            return Kind.FORMAT;
        }
    }

    private Kind put(ZonedDateTime time) {
        BigInteger nanos = BigInteger.valueOf(time.toEpochSecond())
                .multiply(BigInteger.valueOf(1_000_000_000L))
                .add(BigInteger.valueOf(time.getNano()));
        if (Math.abs(time.toEpochSecond()) >= Long.MAX_VALUE / 1_000_000_000L) {
            return Kind.OVERFLOW;
        }
        value = nanos.longValueExact();
        return null;
    }
}
