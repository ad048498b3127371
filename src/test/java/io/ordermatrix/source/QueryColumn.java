package io.ordermatrix.source;

/**
 * A column for random queries.
 *
 * @param isPlain whether it is a whole number or a date in every row, so that the source can evaluate it
 */
record QueryColumn(String name, Kind kind, boolean isPlain) {
    /** What a query can do with a column. */
    enum Kind {
        /** A number whose sums and averages over a {@link RandomFeed} are exact in any order. */
        NUMBER,
        /** A number whose sums may overflow, or lose digits in a DOUBLE. */
        WIDE_NUMBER,
        DATE,
        TEXT
    }

    boolean isNumber() {
        return kind == Kind.NUMBER || kind == Kind.WIDE_NUMBER;
    }

    /** Whether SQL can compare the two columns. */
    boolean isLike(QueryColumn other) {
        return kind == other.kind || (isNumber() && other.isNumber());
    }
}
