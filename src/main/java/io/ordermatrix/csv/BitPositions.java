package io.ordermatrix.csv;

/**
 * Lists the positions of set bits in plain Java.
 *
 * <p>This class is ugly for speed. It avoids a loop over the set bits of a word, whose exit would be mispredicted for
 * almost every word. It always writes eight positions, even if fewer bits are set; the next word overwrites the
 * surplus.
 */
final class BitPositions {
    private static final int UNROLLED = 8;

    private BitPositions() {}

    /** As {@link DelimiterKernel#list}. */
    static int list(long[] bits, int from, int to, int position, int[] positions, int entry) {
        int next = entry;
        int base = position;
        for (int word = from; word < to; word += DelimiterKernel.WORDS) {
            long delimiters = bits[word];
            int found = Long.bitCount(delimiters);
            long rest = writeEight(positions, next, base, delimiters);
            if (found > UNROLLED) {
                rest = writeEight(positions, next + UNROLLED, base, rest);
                for (int done = 2 * UNROLLED; done < found; done += UNROLLED) {
                    rest = writeEight(positions, next + done, base, rest);
                }
            }
            next += found;
            base += DelimiterKernel.WORD;
        }
        return next;
    }

    private static long writeEight(int[] positions, int entry, int position, long delimiters) {
        long rest = delimiters;
        positions[entry] = position + Long.numberOfTrailingZeros(rest);
        rest &= rest - 1;
        positions[entry + 1] = position + Long.numberOfTrailingZeros(rest);
        rest &= rest - 1;
        positions[entry + 2] = position + Long.numberOfTrailingZeros(rest);
        rest &= rest - 1;
        positions[entry + 3] = position + Long.numberOfTrailingZeros(rest);
        rest &= rest - 1;
        positions[entry + 4] = position + Long.numberOfTrailingZeros(rest);
        rest &= rest - 1;
        positions[entry + 5] = position + Long.numberOfTrailingZeros(rest);
        rest &= rest - 1;
        positions[entry + 6] = position + Long.numberOfTrailingZeros(rest);
        rest &= rest - 1;
        positions[entry + 7] = position + Long.numberOfTrailingZeros(rest);
        return rest & (rest - 1);
    }
}
