package io.ordermatrix.synthetic;

/**
 * Chooses an exact number of rows, spread over the whole feed: one at random in each of as many equal parts.
 *
 * <p>It must be asked row by row, in order.
 */
final class SpreadRows {
    private final long partRows;
    private final long longerParts;
    private final long parts;
    private final FeedRandom random;
    private long part;
    private long chosenRow;

    /**
     * @param rows of the feed
     * @param chosen rows to choose, at most all of them
     */
    SpreadRows(long rows, long chosen, FeedRandom random) {
        this.parts = chosen;
        this.partRows = chosen == 0 ? 0 : rows / chosen;
        this.longerParts = chosen == 0 ? 0 : rows % chosen;
        this.random = random;
        choose();
    }

    /** Whether this row, counted from 0, is chosen. */
    boolean takes(long row) {
        if (part == parts || row != chosenRow) {
            return false;
        }
        part++;
        choose();
        return true;
    }

    private void choose() {
        if (part < parts) {
            // The first parts are one row longer, to use up the remainder.
            long start = part * partRows + Math.min(part, longerParts);
            long length = part < longerParts ? partRows + 1 : partRows;
            chosenRow = start + random.below(length);
        }
    }
}
