package io.ordermatrix.group;

import java.util.List;

/**
 * Sorted groups in a file.
 *
 * @param file the file's full name
 * @param blocks in the order of their keys
 */
record Spill(String file, List<Block> blocks) {
    /** A block of a spill. */
    static final class Block {
        private final long[] firstKey;
        private final int groups;
        private final long offset;

        Block(long[] firstKey, int groups, long offset) {
            this.firstKey = firstKey;
            this.groups = groups;
            this.offset = offset;
        }

        /** The packed key of its first group. */
        long[] firstKey() {
            return firstKey;
        }

        /** The number of groups, which all have the same value of the first key. */
        int groups() {
            return groups;
        }

        /** The byte offset in its file. */
        long offset() {
            return offset;
        }
    }
}
