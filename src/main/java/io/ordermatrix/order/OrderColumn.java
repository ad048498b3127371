package io.ordermatrix.order;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The columns of an order-event feed by name.
 *
 * <p>The {@linkplain #needed() needed} ones come first, in the order in which a row's values are checked. Any column of
 * a file that is not listed here is text.
 */
public enum OrderColumn {
    /** 19 digits, above 2^53. */
    ORDER_ID(ColumnType.BIGINT, Role.NEEDED, "orderid"),
    /** Nanoseconds since 1970-01-01 UTC. */
    TIMESTAMP(ColumnType.BIGINT, Role.NEEDED),
    SECURITY_CODE(ColumnType.INT, Role.NEEDED, "securitycode", "orderbookid"),
    /** In the feed's unit times ten to the configured number of decimals. */
    PRICE(ColumnType.INT, Role.NEEDED),
    /** 1 buy, 2 sell. */
    SIDE(ColumnType.TINYINT, Role.NEEDED),
    /** Shares. */
    QUANTITY(ColumnType.INT, Role.NEEDED),
    /** Shares. */
    LEAVESQUANTITY(ColumnType.INT, Role.NEEDED),
    /** Shares. */
    TOTALMATCHEDQUANTITY(ColumnType.INT, Role.NEEDED),
    /** Bit flags: 0 lit, 64, 256, 2048 sweep, 4096, 4098 Centre Point. */
    EXCHANGEORDERTYPE(ColumnType.SMALLINT, Role.NEEDED),
    /** Broker. */
    PARTICIPANTID(ColumnType.INT, Role.NEEDED),
    ORDERSTATUS(ColumnType.TINYINT, Role.NEEDED),

    EXCHANGE(ColumnType.TINYINT, Role.OPTIONAL),
    CHANGEREASON(ColumnType.TINYINT, Role.OPTIONAL),
    ORDERTYPE(ColumnType.TINYINT, Role.OPTIONAL),
    PREFERENCEONLY(ColumnType.TINYINT, Role.OPTIONAL),
    MIDTICK(ColumnType.TINYINT, Role.OPTIONAL),
    TRIGGERCONDITION(ColumnType.TINYINT, Role.OPTIONAL),
    NATIONAL_BID(ColumnType.BIGINT, Role.OPTIONAL),
    NATIONAL_OFFER(ColumnType.BIGINT, Role.OPTIONAL),
    BID(ColumnType.BIGINT, Role.OPTIONAL),
    OFFER(ColumnType.BIGINT, Role.OPTIONAL),
    SINGLEFILLMINIMUMQUANTITY(ColumnType.INT, Role.OPTIONAL),
    MINIMUMQUANTITY(ColumnType.INT, Role.OPTIONAL),
    CROSSINGKEY(ColumnType.INT, Role.OPTIONAL),
    SHORTSELLQUANTITY(ColumnType.INT, Role.OPTIONAL),
    ROW_NUM(ColumnType.INT, Role.OPTIONAL),
    TIMEVALIDITY(ColumnType.INT, Role.OPTIONAL),
    SEQUENCE(ColumnType.BIGINT, Role.OPTIONAL),
    TIMEVALIDITYDECODED(ColumnType.STRING, Role.OPTIONAL),

    /** The exchange's calendar date of {@link #TIMESTAMP}. */
    TRADE_DATE(ColumnType.DATE, Role.DERIVED),
    /** The exchange's hour of {@link #TIMESTAMP}, 0 to 23. */
    HOUR(ColumnType.TINYINT, Role.DERIVED),
    /** The {@link SizeBucket} of {@link #QUANTITY}, 0 to 4. */
    SIZE_BUCKET(ColumnType.TINYINT, Role.DERIVED),

    /** 1 where {@link #SIDE} is 1, else 0. */
    BUY(ColumnType.TINYINT, Role.COMPUTED),
    /** 1 where {@link #SIDE} is 2, else 0. */
    SELL(ColumnType.TINYINT, Role.COMPUTED),
    /** {@link #PRICE} times {@link #QUANTITY}. */
    NOTIONAL(ColumnType.BIGINT, Role.COMPUTED),
    /** The upper 32 bits of the square of {@link #QUANTITY}; two whole squares can overflow a BIGINT. */
    QUANTITY_SQUARE_HIGH(ColumnType.BIGINT, Role.COMPUTED),
    /** The lower 32 bits of the square of {@link #QUANTITY}. */
    QUANTITY_SQUARE_LOW(ColumnType.BIGINT, Role.COMPUTED);

    /** The value that means "no price" in the quote columns. */
    public static final long NO_PRICE = Long.MIN_VALUE;

    private enum Role {
        NEEDED,
        OPTIONAL,
        DERIVED,
        COMPUTED
    }

    private static final List<OrderColumn> NEEDED_COLUMNS = having(Role.NEEDED);
    private static final List<OrderColumn> DERIVED_COLUMNS = having(Role.DERIVED);
    private static final List<OrderColumn> COMPUTED_COLUMNS = having(Role.COMPUTED);
    private static final Map<String, OrderColumn> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(OrderColumn::columnName, Function.identity()));

    private final ColumnType type;
    private final Role role;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> aliases;

    private final String columnName;

    OrderColumn(ColumnType type, Role role, String... aliases) {
        this.type = type;
        this.role = role;
        this.aliases = List.of(aliases);
        this.columnName = name().toLowerCase(Locale.ROOT);
    }

    /** The columns that every file must have and that are checked in every kept row, in the order of checking. */
    public static List<OrderColumn> needed() {
        return NEEDED_COLUMNS;
    }

    /** Date, hour and size bucket, which the reader offers with every row. */
    public static List<OrderColumn> derived() {
        return DERIVED_COLUMNS;
    }

    /** The terms of sums, which the reader offers only by name. */
    public static List<OrderColumn> computed() {
        return COMPUTED_COLUMNS;
    }

    /** The column with this name, in lower case; empty if the name is unknown, which makes it a text column. */
    public static Optional<OrderColumn> named(String columnName) {
        return Optional.ofNullable(BY_NAME.get(columnName));
    }

    private static List<OrderColumn> having(Role role) {
        return Arrays.stream(values()).filter(column -> column.role == role).toList();
    }

    /** The name in files, tables and messages, in lower case. */
    public String columnName() {
        return columnName;
    }

    public ColumnType type() {
        return type;
    }

    /** Other names under which files have this column, in lower case. */
    public List<String> aliases() {
        return aliases;
    }

    public boolean isNeeded() {
        return role == Role.NEEDED;
    }

    /** Whether the reader computes the column from others, instead of reading it from files. */
    public boolean isMade() {
        return role == Role.DERIVED || role == Role.COMPUTED;
    }

    /** Whether a constant can stand for the column: it is a number, and is read from files. */
    public boolean canBeConstant() {
        return !isMade() && type != ColumnType.STRING;
    }

    /**
     * A value of the column that a configuration or the name of a file has.
     *
     * @throws IllegalArgumentException with what was found and what was expected
     */
    public long constant(String text, SecurityType securities) {
        if (this == SECURITY_CODE) {
            return securities.code(text);
        }
        long smallest = this == SIDE ? SideCodes.BUY : isShareQuantity() ? 0 : type.smallest();
        long largest = this == SIDE ? SideCodes.SELL : type.largest();
        try {
            long value = Long.parseLong(text);
            if (value >= smallest && value <= largest) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            throw unexpected(text, smallest, largest, notANumber);
        }
        throw unexpected(text, smallest, largest, null);
    }

    private static IllegalArgumentException unexpected(String text, long smallest, long largest, Throwable cause) {
        return new IllegalArgumentException(
                "found %s, expected a whole number from %d to %d"
                        .formatted(text.isBlank() ? "nothing" : text, smallest, largest),
                cause);
    }

    /** Whether the column counts shares of an order, which can't be negative. */
    public boolean isShareQuantity() {
        return this == QUANTITY || this == LEAVESQUANTITY || this == TOTALMATCHEDQUANTITY;
    }

    /** Whether {@link #NO_PRICE} in this column means that there is no price. */
    public boolean isQuote() {
        return this == NATIONAL_BID || this == NATIONAL_OFFER || this == BID || this == OFFER;
    }
}
