package io.ordermatrix.order;

import java.io.Serializable;
import java.util.Objects;

/**
 * How a feed writes the fields of its rows.
 *
 * @param priceDecimals digits after the point that a price keeps, 0 to {@value #MOST_DECIMALS}
 * @param priceScale prices that are written count units of ten to the minus this, 0 to {@value #MOST_DECIMALS}
 * @param timestamps what timestamps count, or that they are text
 * @param securities how securities are written
 * @param sides how sides are written
 */
public record FieldFormat(
        int priceDecimals, int priceScale, TimestampUnit timestamps, SecurityType securities, SideCodes sides)
        implements Serializable {
    /** With more, not even a price of one unit would fit into an INT. */
    public static final int MOST_DECIMALS = 9;

    /** As the specification has them: nanoseconds, and numbers. */
    public static final FieldFormat PLAIN =
            new FieldFormat(0, 0, TimestampUnit.NS, SecurityType.NUMBER, SideCodes.NUMBERS);

    public FieldFormat {
        Objects.requireNonNull(timestamps);
        Objects.requireNonNull(securities);
        Objects.requireNonNull(sides);
    }

    /** The same with prices of some decimals. */
    public FieldFormat withPriceDecimals(int decimals) {
        return new FieldFormat(decimals, priceScale, timestamps, securities, sides);
    }

    /** The power of ten by which a price that is written is multiplied; negative if it is divided. */
    public int priceExponent() {
        return priceDecimals - priceScale;
    }
}
