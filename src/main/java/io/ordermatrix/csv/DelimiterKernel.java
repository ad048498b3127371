package io.ordermatrix.csv;

/** Marks the separators, newlines and quotes in a part of a buffer as bits, and lists their positions. */
public interface DelimiterKernel {
    /** Bytes that one word of bits covers. */
    int WORD = 64;

    /** Words of bits for each 64 bytes: separators and newlines together, newlines, quotes. */
    int WORDS = 3;

    /**
     * Writes the bits of {@code count} times 64 bytes.
     *
     * @param bytes the buffer
     * @param from the first byte to look at; bit 0 of the first words
     * @param count how many times 64 bytes to look at, all of them inside the buffer
     * @param bits where the bits go, {@link #WORDS} words for each 64 bytes
     * @param at the first word to write
     * @return nonzero if there is a quote
     */
    long mark(byte[] bytes, int from, int count, long[] bits, int at);

    /** How many entries {@link #list} may write after the last position. */
    int NOISE = 32;

    /**
     * Writes the positions of the separators and newlines that {@link #mark} found, in order.
     *
     * @param bits the bits that {@link #mark} wrote
     * @param from the first word to read
     * @param to after the last word
     * @param position the position that bit 0 of the first word stands for
     * @param positions takes the positions, and up to {@link #NOISE} entries of noise after them
     * @param entry the first entry to write
     * @return the entry after the last position
     */
    default int list(long[] bits, int from, int to, int position, int[] positions, int entry) {
        return BitPositions.list(bits, from, to, position, positions, entry);
    }

    /**
     * Whether fields hold digits in all of some consecutive rows, each of which has as many fields as it should.
     *
     * @param bytes the buffer
     * @param from the first byte of the first row; bit 0 of the first word
     * @param bits the bits that {@link #mark} wrote, from the first word on
     * @param words how many times 64 bytes
     * @param ends the positions that {@link #list} wrote, from element 1 on; element 0 is the position before {@code from}
     * @param rows how many rows end in these bytes
     * @return false as well if the kernel can't tell faster than by reading the fields
     */
    default boolean areDigits(
            byte[] bytes, int from, long[] bits, int words, int[] ends, int rows, DigitFields fields) {
        return false;
    }

    /** How many bytes one instruction looks at. */
    int width();

    /** The kernel's name, for people. */
    String description();

    /** What stands between fields. */
    default char separator() {
        return ',';
    }

    /** The kernel for a separator that is fastest on this machine and JVM, for one thread. */
    static DelimiterKernel fastest(char separator) {
        return Kernels.fastest(separator);
    }
}
