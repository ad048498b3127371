package io.ordermatrix.group;

import io.ordermatrix.order.ColumnType;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.scan.OrderSlots;
import java.io.Serializable;

/**
 * One exact number computed from the rows of a group. The same function merges the numbers of several parts of a group.
 *
 * @param name used in messages
 * @param slot the slot of its input in a batch
 * @param type of the number
 */
public record Aggregate(String name, Function function, int slot, ColumnType type) implements Serializable {
    /** How numbers are combined. */
    public enum Function {
        /** The sum; overflowing a BIGINT is an error. */
        SUM,
        MIN,
        MAX
    }

    /** The number of rows. */
    public static Aggregate count(String name) {
        return new Aggregate(name, Function.SUM, OrderSlots.ONE, ColumnType.BIGINT);
    }

    public static Aggregate sum(String name, OrderColumn column) {
        return new Aggregate(name, Function.SUM, OrderSlots.of(column), ColumnType.BIGINT);
    }

    public static Aggregate min(String name, OrderColumn column) {
        return new Aggregate(name, Function.MIN, OrderSlots.of(column), column.type());
    }

    public static Aggregate max(String name, OrderColumn column) {
        return new Aggregate(name, Function.MAX, OrderSlots.of(column), column.type());
    }

    /** Whether this is the number of rows, the only aggregate with a value for no rows: 0. */
    public boolean isCount() {
        return slot == OrderSlots.ONE;
    }

    /**
     * Merges the numbers of two parts of a group.
     *
     * @throws ArithmeticException if a sum overflows a BIGINT
     */
    public long merge(long one, long other) {
        return switch (function) {
            case SUM -> sum(one, other);
            case MIN -> Math.min(one, other);
            case MAX -> Math.max(one, other);
        };
    }

    private long sum(long one, long other) {
        long sum = one + other;
        if (((one ^ sum) & (other ^ sum)) < 0) {
            throw new ArithmeticException("%s overflows 64 bits".formatted(name));
        }
        return sum;
    }

    /** The number for no rows: merging it changes nothing. */
    public long none() {
        return switch (function) {
            case SUM -> 0;
            case MIN -> Long.MAX_VALUE;
            case MAX -> Long.MIN_VALUE;
        };
    }
}
