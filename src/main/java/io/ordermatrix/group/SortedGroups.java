package io.ordermatrix.group;

import java.io.Closeable;
import java.io.IOException;

/** Groups of a range of keys, in the order of their keys, several at a time. */
public interface SortedGroups extends Closeable {
    /** The most groups at a time. */
    int MOST = SpillFormat.BLOCK_GROUPS;

    /** The text of groups without text. */
    byte[] NO_TEXT = {};

    /**
     * Moves to the next groups.
     *
     * @return false if there are none
     * @throws ArithmeticException if a sum overflows a BIGINT
     */
    boolean next() throws IOException;

    /** The longs of the groups, see {@link GroupLayout}: for each word and value, an array with one entry per group. */
    long[][] columns();

    /**
     * The bytes of text values. Such a value has the position in these bytes in its upper half, and the length in its
     * lower half.
     */
    default byte[] text() {
        return NO_TEXT;
    }

    /** The entry of the first group. */
    int from();

    /** The entry after that of the last group. */
    int to();
}
