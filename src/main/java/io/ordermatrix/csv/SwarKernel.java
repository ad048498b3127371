package io.ordermatrix.csv;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Marks delimiters eight bytes at a time in plain Java.
 *
 * <p>Digits, letters, points and minus signs are above a comma; newlines, quotes and spaces are below it. Adding 0x54
 * to the low seven bits of a byte sets its high bit if they are a comma or above, adding 0x53 if they are above, and
 * neither carries into the next byte. So two additions find the commas, and tell whether anything is below a comma;
 * only then, about twice per row, is the word looked at again. That branch costs less than looking for all three in
 * every word.
 */
final class SwarKernel implements DelimiterKernel {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    static final long NEWLINES = eightTimes('\n');
    static final long QUOTES = eightTimes('"');
    private static final long FROM_COMMA = 0x5454545454545454L;
    private static final long ABOVE_COMMA = 0x5353535353535353L;
    private static final long LOW = 0x7F7F7F7F7F7F7F7FL;
    private static final long HIGH = 0x8080808080808080L;

    /**
     * Gathers the high bits of eight bytes in the top byte: each bit of the product has one source, so nothing carries.
     */
    private static final long GATHER = 0x0002040810204081L;

    @Override
    public long mark(byte[] bytes, int from, int count, long[] bits, int at) {
        long anyQuote = 0;
        int position = from;
        int word = at;
        for (int i = 0; i < count; i++) {
            long commas = 0;
            long newlines = 0;
            long quotes = 0;
            for (int shift = 0; shift < WORD; shift += Long.BYTES) {
                long eight = (long) LONGS.get(bytes, position + shift);
                long low = eight & LOW;
                long fromComma = low + FROM_COMMA;
                commas |= gather(fromComma & ~((low + ABOVE_COMMA) | eight) & HIGH) << shift;
                if ((~(fromComma | eight) & HIGH) != 0) {
                    newlines |= equal(eight, NEWLINES) << shift;
                    quotes |= equal(eight, QUOTES) << shift;
                }
            }
            anyQuote |= quotes;
            bits[word] = commas | newlines;
            bits[word + 1] = newlines;
            bits[word + 2] = quotes;
            position += WORD;
            word += WORDS;
        }
        return anyQuote;
    }

    @Override
    public int width() {
        return Long.BYTES;
    }

    @Override
    public String description() {
        return "SWAR, " + width() + " bytes at a time";
    }

    /** A word of the same character. */
    static long eightTimes(char character) {
        return character * 0x0101010101010101L;
    }

    /** The bits of the bytes that are equal in two words. */
    static long equal(long eight, long other) {
        return gather(zeros(eight ^ other));
    }

    /** The high bit of every byte that is zero. */
    private static long zeros(long bytes) {
        return ~(((bytes & LOW) + LOW) | bytes) & HIGH;
    }

    private static long gather(long highBits) {
        return (highBits * GATHER) >>> 56;
    }
}
