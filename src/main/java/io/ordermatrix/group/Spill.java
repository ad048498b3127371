package io.ordermatrix.group;

import java.util.List;

/**
 * Sorted groups in a file.
 *
 * @param file the full name of its file
 * @param blocks in the order of their keys
 */
record Spill(String file, List<Block> blocks) {
    /** A block of a spill. */
    static final class Block {
        private final long[] firstKey;
        private final long offset;

        Block(long[] firstKey, long offset) {
            this.firstKey = firstKey;
            this.offset = offset;
        }

        /** The packed key of its first group. */
        long[] firstKey() {
            return firstKey;
        }

        /** Where in its file it begins, bytes. */
        long offset() {
            return offset;
        }
    }
}
