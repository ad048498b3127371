package io.ordermatrix.group;

import java.io.Closeable;
import java.io.IOException;

/** Groups of a range of keys, in the order of their keys, several at a time. */
public interface SortedGroups extends Groups, Closeable {
    /**
     * Moves to the next groups.
     *
     * @return false if there are none
     * @throws ArithmeticException if a sum overflows a BIGINT
     */
    boolean next() throws IOException;
}
