package io.ordermatrix.order;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Why a row can't be read as an order event, for example {@code overflow:price}.
 *
 * @param kind what is wrong
 * @param column the needed column that is wrong; null if the whole row is
 */
public record RejectReason(Kind kind, OrderColumn column) {
    /** What can be wrong; within one column, the first that applies is the reason. */
    public enum Kind {
        /** The row has more or fewer fields than the header. */
        FIELD_COUNT,
        /** Quotes that do not follow RFC 4180 within one line. */
        QUOTE,
        /** An empty field. */
        MISSING,
        NOT_A_NUMBER,
        /** A number outside its column's type. */
        OVERFLOW,
        /** A negative number of shares. */
        NEGATIVE,
        /** Digits that the configured decimals can't hold. */
        PRECISION,
        /** Neither 1 nor 2. */
        SIDE,
        /** A timestamp on a date that the feed can't mean. */
        IMPLAUSIBLE,
        /** A text that is not of the form that the feed has. */
        FORMAT
    }

    public static final RejectReason FIELD_COUNT = new RejectReason(Kind.FIELD_COUNT, null);
    public static final RejectReason QUOTE = new RejectReason(Kind.QUOTE, null);

    private static final List<RejectReason> ALL = listAll();
    private static final Map<String, RejectReason> BY_TEXT =
            ALL.stream().collect(Collectors.toUnmodifiableMap(RejectReason::toString, reason -> reason));

    public RejectReason {
        Objects.requireNonNull(kind);
        if ((column == null) != (kind == Kind.FIELD_COUNT || kind == Kind.QUOTE)) {
            throw new IllegalArgumentException("A reject of kind " + kind + " with column " + column);
        }
    }

    /** All reasons: first those of the whole row, then column by column in the order of checking. */
    public static List<RejectReason> all() {
        return ALL;
    }

    /**
     * The reason with this {@link #toString() text}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static RejectReason parse(String text) {
        RejectReason reason = BY_TEXT.get(text);
        if (reason == null) {
            throw new IllegalArgumentException("No reject reason is called " + text);
        }
        return reason;
    }

    private static List<RejectReason> listAll() {
        List<RejectReason> reasons = new ArrayList<>(List.of(FIELD_COUNT, QUOTE));
        for (OrderColumn column : OrderColumn.needed()) {
            Arrays.stream(Kind.values())
                    .filter(kind -> applies(kind, column))
                    .forEach(kind -> reasons.add(new RejectReason(kind, column)));
        }
        return List.copyOf(reasons);
    }

    private static boolean applies(Kind kind, OrderColumn column) {
        return switch (kind) {
            case FIELD_COUNT, QUOTE -> false;
            case MISSING, NOT_A_NUMBER, OVERFLOW -> true;
            case NEGATIVE -> column.isShareQuantity();
            case PRECISION -> column == OrderColumn.PRICE || column == OrderColumn.TIMESTAMP;
            case FORMAT -> column == OrderColumn.SECURITY_CODE || column == OrderColumn.TIMESTAMP;
            case SIDE -> column == OrderColumn.SIDE;
            case IMPLAUSIBLE -> column == OrderColumn.TIMESTAMP;
        };
    }

    /** The reason as written in results: the kind, and the column if the kind applies to several. */
    @Override
    public String toString() {
        String text = kind.name().toLowerCase(Locale.ROOT);
        return column == null || kind == Kind.SIDE ? text : text + ":" + column.columnName();
    }
}
