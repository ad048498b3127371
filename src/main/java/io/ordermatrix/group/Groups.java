package io.ordermatrix.group;

/** Some groups, column by column. */
public interface Groups {
    /** The most groups at a time. */
    int MOST = SpillFormat.BLOCK_GROUPS;

    /** The text of groups without text. */
    byte[] NO_TEXT = {};

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
    default int from() {
        return 0;
    }

    /** The entry after that of the last group. */
    int to();
}
