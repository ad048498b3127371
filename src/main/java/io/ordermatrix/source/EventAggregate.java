package io.ordermatrix.source;

import io.ordermatrix.order.OrderColumn;
import java.io.Serializable;
import java.util.Objects;

/**
 * One exact number collected from the events of a group, which merges with the same number of another part of the group
 * by the same function; counts merge by adding them.
 *
 * @param name of the column that holds it
 * @param column what it is of; null for a count
 */
public record EventAggregate(String name, Function function, OrderColumn column) implements Serializable {
    /** How numbers become one. */
    public enum Function {
        COUNT,
        SUM,
        MIN,
        MAX
    }

    public EventAggregate {
        Objects.requireNonNull(name);
        if ((column == null) != (function == Function.COUNT)) {
            throw new IllegalArgumentException(name + ": a count is of no column, all else of one");
        }
    }

    /** The number of events. */
    public static EventAggregate count(String name) {
        return new EventAggregate(name, Function.COUNT, null);
    }

    /** A sum; one that overflows a BIGINT is an error. */
    public static EventAggregate sum(String name, OrderColumn column) {
        return new EventAggregate(name, Function.SUM, column);
    }

    /** The smallest value. */
    public static EventAggregate min(String name, OrderColumn column) {
        return new EventAggregate(name, Function.MIN, column);
    }

    /** The largest value. */
    public static EventAggregate max(String name, OrderColumn column) {
        return new EventAggregate(name, Function.MAX, column);
    }
}
