package io.ordermatrix.order;

/**
 * The narrowest types that hold the feed. A number outside its column's type rejects the row; values never wrap around.
 */
public enum ColumnType {
    TINYINT(Byte.MIN_VALUE, Byte.MAX_VALUE),
    SMALLINT(Short.MIN_VALUE, Short.MAX_VALUE),
    INT(Integer.MIN_VALUE, Integer.MAX_VALUE),
    BIGINT(Long.MIN_VALUE, Long.MAX_VALUE),
    DATE(Integer.MIN_VALUE, Integer.MAX_VALUE),
    STRING(0, 0);

    private final long smallest;
    private final long largest;

    ColumnType(long smallest, long largest) {
        this.smallest = smallest;
        this.largest = largest;
    }

    public boolean isInteger() {
        return this != STRING && this != DATE;
    }

    /** The smallest value of an integer type. */
    public long smallest() {
        return smallest;
    }

    /** The largest value of an integer type. */
    public long largest() {
        return largest;
    }
}
