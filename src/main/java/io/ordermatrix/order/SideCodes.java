package io.ordermatrix.order;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * How a feed writes the sides of orders.
 *
 * @param buy the texts for a buyer
 * @param sell the texts for a seller
 */
public record SideCodes(List<String> buy, List<String> sell) implements Serializable {
    public static final int BUY = 1;
    public static final int SELL = 2;

    /** Sides are written as the numbers that they have in results. */
    public static final SideCodes NUMBERS = new SideCodes(List.of("1"), List.of("2"));

    public SideCodes {
        buy = List.copyOf(buy);
        sell = List.copyOf(sell);
    }

    public boolean areNumbers() {
        return equals(NUMBERS);
    }

    /** A text that would be both sides. */
    public Optional<String> ambiguous() {
        return buy.stream().filter(sell::contains).findFirst();
    }

    /** The number of a side in results; 0 if the text is none. */
    public int of(String text) {
        if (buy.contains(text)) {
            return BUY;
        }
        return sell.contains(text) ? SELL : 0;
    }
}
