package io.ordermatrix.parquet;

/** The values of a page that are written as {@link HybridNumbers}. */
abstract class HybridValues extends LongValues {
    private final HybridNumbers numbers;
    private final int width;

    /**
     * @param width how many bits a number has, at most 7
     */
    HybridValues(int width) {
        this.width = width;
        numbers = new HybridNumbers(width);
    }

    @Override
    final void add(long[] added, int from, int to) {
        numbers.add(added, from, to);
    }

    /** How many bits a number has. */
    final int width() {
        return width;
    }

    /** How often each number has been added. */
    final int[] occurrences() {
        return numbers.occurrences();
    }

    /** All numbers, encoded. */
    final byte[] encode() {
        return numbers.encode();
    }

    @Override
    public final long getBufferedSize() {
        return (long) numbers.count() * width / Byte.SIZE;
    }

    @Override
    public final void reset() {
        numbers.clear();
    }

    @Override
    public final long getAllocatedSize() {
        return numbers.count();
    }
}
