package io.ordermatrix.order;

/** How a feed writes its securities. */
public enum SecurityType {
    /** As the whole numbers that results have. */
    NUMBER,
    /** As names like {@code BHP}, which {@link SecurityName} turns into numbers. */
    TEXT;

    /**
     * The code that results have for a security.
     *
     * @throws IllegalArgumentException with what was found and what was expected
     */
    public int code(String security) {
        if (this == TEXT) {
            return SecurityName.code(security);
        }
        try {
            return Integer.parseInt(security);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(
                    "found %s, expected a whole number from %d to %d"
                            .formatted(security.isBlank() ? "nothing" : security, Integer.MIN_VALUE, Integer.MAX_VALUE),
                    notANumber);
        }
    }

    /** How the feed writes a security. */
    public String text(int code) {
        return this == TEXT ? SecurityName.of(code) : Integer.toString(code);
    }
}
