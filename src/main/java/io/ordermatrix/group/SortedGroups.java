package io.ordermatrix.group;

import java.io.Closeable;
import java.io.IOException;

/** Groups of a range of keys, in the order of their keys. */
public interface SortedGroups extends Closeable {
    /**
     * Moves to the next group.
     *
     * @return false if there is none
     * @throws ArithmeticException if a sum overflows a BIGINT
     */
    boolean next() throws IOException;

    /** The group, in its {@link GroupLayout}; the same array for each. */
    long[] group();
}
