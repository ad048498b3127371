package io.ordermatrix.csv;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Marks newlines, quotes and separators other than the comma, eight bytes at a time in plain Java. */
final class SeparatorKernel implements DelimiterKernel {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final char separator;
    /** The separator eight times. */
    private final long separators;

    /**
     * @param separator an ASCII character
     */
    SeparatorKernel(char separator) {
        this.separator = separator;
        separators = SwarKernel.eightTimes(separator);
    }

    @Override
    public long mark(byte[] bytes, int from, int count, long[] bits, int at) {
        long anyQuote = 0;
        int position = from;
        int word = at;
        for (int i = 0; i < count; i++) {
            long found = 0;
            long newlines = 0;
            long quotes = 0;
            for (int shift = 0; shift < WORD; shift += Long.BYTES) {
                long eight = (long) LONGS.get(bytes, position + shift);
                found |= SwarKernel.equal(eight, separators) << shift;
                newlines |= SwarKernel.equal(eight, SwarKernel.NEWLINES) << shift;
                quotes |= SwarKernel.equal(eight, SwarKernel.QUOTES) << shift;
            }
            anyQuote |= quotes;
            bits[word] = found | newlines;
            bits[word + 1] = newlines;
            bits[word + 2] = quotes;
            position += WORD;
            word += WORDS;
        }
        return anyQuote;
    }

    @Override
    public char separator() {
        return separator;
    }

    @Override
    public int width() {
        return Long.BYTES;
    }

    @Override
    public String description() {
        return "SWAR for other separators, " + width() + " bytes at a time";
    }
}
