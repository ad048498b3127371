package io.ordermatrix.group;

import java.io.Closeable;
import java.io.IOException;

/** Groups of a range of keys, in the order of their keys, some of them at a time. */
public interface SortedGroups extends Closeable {
    /** The most groups at a time. */
    int MOST = SpillFormat.BLOCK_GROUPS;

    /** Where no value is text. */
    byte[] NO_TEXT = {};

    /**
     * Moves to the next groups.
     *
     * @return false if there are none
     * @throws ArithmeticException if a sum overflows a BIGINT
     */
    boolean next() throws IOException;

    /** The longs of the groups, see {@link GroupLayout}: for each word and value an array with one entry a group. */
    long[][] columns();

    /** Where the text of values is: each is where it begins here, and in the lower half its length. */
    default byte[] text() {
        return NO_TEXT;
    }

    /** The entry of the first of the groups. */
    int from();

    /** After the entry of the last of them. */
    int to();
}
