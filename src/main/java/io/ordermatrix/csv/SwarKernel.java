package io.ordermatrix.csv;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Marks delimiters in plain Java, eight bytes in a {@code long}, in loops that the compiler vectorizes.
 *
 * <p>The bytes are first dealt out to eight arrays: the {@code k}-th gets the {@code k}-th eight bytes of each word. The loops over
 * these have no call, no branch and a single index, and are short, because C2 vectorizes no others. In each byte of a word, bit
 * {@code k} then tells of array {@code k}; a transposition puts the bits in the order of the bytes.
 *
 * <p>Not for use by several threads at once.
 */
final class SwarKernel implements DelimiterKernel {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long NEWLINES = eightTimes('\n');
    private static final long QUOTES = eightTimes('"');
    private static final long LOW = 0x7F7F7F7F7F7F7F7FL;
    private static final long HIGH = 0x8080808080808080L;
    private static final int LAST_BIT = Byte.SIZE - 1;

    /**
     * Gathers the high bits of eight bytes in the top byte: each bit of the product has one source, so nothing carries.
     */
    private static final long GATHER = 0x0002040810204081L;

    /** Words per pass: enough to make up for the ends of the loops, and few enough for the first-level cache. */
    private static final int PASS = 256;

    private static final int EIGHTS = WORD / Long.BYTES;

    private final char separator;
    /** The separator eight times. */
    private final long separators;

    /** By eighth of a word, then by word. Beyond the words of a pass there is noise. */
    private final long[][] eights = new long[EIGHTS][PASS];

    private final long[] delimiters = new long[PASS];
    private final long[] newlines = new long[PASS];
    /** Nonzero for words with a quote. */
    private final long[] quotes = new long[PASS];

    /**
     * @param separator an ASCII character
     */
    SwarKernel(char separator) {
        this.separator = separator;
        separators = eightTimes(separator);
    }

    /** A word of the same character. */
    private static long eightTimes(char character) {
        return character * 0x0101010101010101L;
    }

    @Override
    public long mark(byte[] bytes, int from, int count, long[] bits, int at) {
        long anyQuote = 0;
        for (int done = 0; done < count; done += PASS) {
            int words = Math.min(PASS, count - done);
            deal(bytes, from + done * WORD, words);
            Arrays.fill(delimiters, 0);
            Arrays.fill(newlines, 0);
            Arrays.fill(quotes, 0);
            for (int eighth = 0; eighth < EIGHTS; eighth++) {
                markDelimiters(eights[eighth], delimiters, newlines, separators, LAST_BIT - eighth);
                markQuotes(eights[eighth], quotes);
            }
            transpose(delimiters);
            transpose(newlines);
            anyQuote |= write(words, bits, at + done * WORDS);
        }
        return anyQuote;
    }

    private void deal(byte[] bytes, int from, int words) {
        long[] first = eights[0];
        long[] second = eights[1];
        long[] third = eights[2];
        long[] fourth = eights[3];
        long[] fifth = eights[4];
        long[] sixth = eights[5];
        long[] seventh = eights[6];
        long[] eighth = eights[7];
        int position = from;
        for (int word = 0; word < words; word++) {
            first[word] = (long) LONGS.get(bytes, position);
            second[word] = (long) LONGS.get(bytes, position + Long.BYTES);
            third[word] = (long) LONGS.get(bytes, position + 2 * Long.BYTES);
            fourth[word] = (long) LONGS.get(bytes, position + 3 * Long.BYTES);
            fifth[word] = (long) LONGS.get(bytes, position + 4 * Long.BYTES);
            sixth[word] = (long) LONGS.get(bytes, position + 5 * Long.BYTES);
            seventh[word] = (long) LONGS.get(bytes, position + 6 * Long.BYTES);
            eighth[word] = (long) LONGS.get(bytes, position + 7 * Long.BYTES);
            position += WORD;
        }
    }

    private static void markDelimiters(long[] eight, long[] delimiters, long[] newlines, long separators, int shift) {
        for (int word = 0; word < delimiters.length; word++) {
            long noNewlines = nonzero(eight[word] ^ NEWLINES);
            long neither = nonzero(eight[word] ^ separators) & noNewlines;
            delimiters[word] |= (~neither & HIGH) >>> shift;
            newlines[word] |= (~noNewlines & HIGH) >>> shift;
        }
    }

    private static void markQuotes(long[] eight, long[] quotes) {
        for (int word = 0; word < quotes.length; word++) {
            quotes[word] |= ~nonzero(eight[word] ^ QUOTES) & HIGH;
        }
    }

    /** The high bit of every byte that is not zero, and noise in the other bits. */
    private static long nonzero(long bytes) {
        return ((bytes & LOW) + LOW) | bytes;
    }

    /** Exchanges the bytes of each word and the bits of its bytes. */
    private static void transpose(long[] words) {
        for (int word = 0; word < words.length; word++) {
            long bits = words[word];
            long ones = (bits ^ (bits >>> 7)) & 0x00AA00AA00AA00AAL;
            bits ^= ones ^ (ones << 7);
            long twos = (bits ^ (bits >>> 14)) & 0x0000CCCC0000CCCCL;
            bits ^= twos ^ (twos << 14);
            long fours = (bits ^ (bits >>> 28)) & 0x00000000F0F0F0F0L;
            words[word] = bits ^ fours ^ (fours << 28);
        }
    }

    private long write(int words, long[] bits, int at) {
        long anyQuote = 0;
        for (int word = 0; word < words; word++) {
            bits[at + word * WORDS] = delimiters[word];
            bits[at + word * WORDS + 1] = newlines[word];
            bits[at + word * WORDS + 2] = 0;
            anyQuote |= quotes[word];
        }
        if (anyQuote != 0) {
            writeQuotes(words, bits, at);
        }
        return anyQuote;
    }

    private void writeQuotes(int words, long[] bits, int at) {
        for (int word = 0; word < words; word++) {
            for (int eighth = 0; eighth < EIGHTS; eighth++) {
                long found = ~nonzero(eights[eighth][word] ^ QUOTES) & HIGH;
                bits[at + word * WORDS + 2] |= ((found * GATHER) >>> (Long.SIZE - Byte.SIZE)) << (eighth * Byte.SIZE);
            }
        }
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
        return "SWAR, " + width() + " bytes at a time";
    }
}
