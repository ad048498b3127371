package io.ordermatrix.csv;

import java.util.Arrays;

/**
 * The positions of all separators and newlines in a part of a buffer, in order, and which of them are newlines.
 *
 * <p>This class is ugly for speed. Its fields are not private, because {@code RowBlock} reads the arrays; and it has no
 * branch for words without a newline, because that would be mispredicted once per row.
 */
final class FieldIndex {
    /** The most bytes of one step: few enough that bytes, bits and positions stay in the first-level cache. */
    static final int STEP = 32 * 1024;

    private final DelimiterKernel kernel;
    private final int columns;

    /** The position before the first byte, then that of each delimiter; entries from {@link #count} on are noise. */
    int[] ends = new int[0];

    /** How many entries of {@link #ends} there are. */
    int count;

    /** For each line, the entry after its newline; element 0 is the first entry of the first line. */
    int[] lines = new int[0];

    /** How many whole lines there are. */
    int lineCount;

    /** Whether all whole lines have the expected number of fields, and more than one. */
    boolean even;

    /** Whether there is a quote anywhere, even after the last whole line. */
    boolean quoted;

    private long[] bits = new long[0];
    private int origin;
    private int words;

    /**
     * @param columns the expected number of fields
     */
    FieldIndex(DelimiterKernel kernel, int columns) {
        this.kernel = kernel;
        this.columns = columns;
    }

    /** Forgets everything; the next step starts at this position. */
    void begin(int position) {
        origin = position;
        words = 0;
        quoted = false;
        reserve(1, 1);
        ends[0] = position - 1;
        count = 1;
        lines[0] = 1;
        lineCount = 0;
    }

    /**
     * Indexes the bytes that follow those indexed so far.
     *
     * @param to their end, exclusive; every step except the last is a multiple of the kernel's word
     */
    void add(byte[] bytes, int to) {
        int from = origin + words * DelimiterKernel.WORD;
        int added = (to - from + DelimiterKernel.WORD - 1) / DelimiterKernel.WORD;
        int at = words * DelimiterKernel.WORDS;
        int end = at + added * DelimiterKernel.WORDS;
        if (bits.length < end) {
            bits = Arrays.copyOf(bits, Math.max(end, 2 * bits.length));
        }
        long quotes = kernel.mark(bytes, from, added, bits, at);
        int surplus = from + added * DelimiterKernel.WORD - to;
        if (surplus > 0) {
            long valid = -1L >>> surplus;
            bits[end - 3] &= valid;
            bits[end - 2] &= valid;
            bits[end - 1] &= valid;
        }
        quoted |= quotes != 0;
        words += added;
        reserve(count + added * DelimiterKernel.WORD, lineCount + 1 + added * DelimiterKernel.WORD);
        int entry = count;
        count = kernel.list(bits, at, end, from, ends, entry);
        even = findEvenLines(bytes, at, end);
        if (!even) {
            findLines(at, end, entry);
        }
    }

    /**
     * Finds the first lines in words if all have the expected number of fields: that can be seen from the bytes where they should
     * end, if there are no more newlines than these.
     */
    private boolean findEvenLines(byte[] bytes, int firstWord, int endWord) {
        int newlines = 0;
        for (int word = firstWord; word < endWord; word += DelimiterKernel.WORDS) {
            newlines += Long.bitCount(bits[word + 1]);
        }
        int start = lines[0];
        if (columns == 1 || newlines > (count - start) / columns) {
            return false;
        }
        int others = 0;
        for (int line = 1; line <= newlines; line++) {
            start += columns;
            lines[line] = start;
            others |= bytes[ends[start - 1]] ^ '\n';
        }
        if (others == 0) {
            lineCount = newlines;
        }
        return others == 0;
    }

    private void findLines(int firstWord, int endWord, int firstEntry) {
        int[] starts = lines;
        int entry = firstEntry;
        int line = lineCount;
        for (int word = firstWord; word < endWord; word += DelimiterKernel.WORDS) {
            long delimiters = bits[word];
            long newlines = bits[word + 1];
            // Bits up to the lowest newline; if there is none, the entry is noise that the next line overwrites.
            starts[line + 1] = entry + Long.bitCount(delimiters & (newlines ^ (newlines - 1)));
            int newlineCount = Long.bitCount(newlines);
            if (newlineCount > 1) {
                addLines(line + 2, entry, delimiters, newlines & (newlines - 1));
            }
            line += newlineCount;
            entry += Long.bitCount(delimiters);
        }
        lineCount = line;
    }

    private void addLines(int line, int entry, long delimiters, long newlines) {
        int at = line;
        for (long rest = newlines; rest != 0; rest &= rest - 1) {
            lines[at++] = entry + Long.bitCount(delimiters & (rest ^ (rest - 1)));
        }
    }

    /** The position after the last whole line. */
    int end() {
        return ends[lines[lineCount] - 1] + 1;
    }

    /** Whether fields hold digits in all lines, each of which has as many fields as it should; see {@link RowBlock#areDigits}. */
    boolean areDigits(byte[] bytes, DigitFields fields) {
        return !quoted
                && count <= DigitFields.MOST_ENTRIES
                && kernel.areDigits(bytes, origin, bits, words, ends, lineCount, fields);
    }

    /** Whether the range contains a quote. */
    boolean hasQuote(int from, int to) {
        if (from == to) {
            return false;
        }
        int first = (from - origin) / DelimiterKernel.WORD;
        int last = (to - 1 - origin) / DelimiterKernel.WORD;
        long found = quotes(first) & (-1L << (from - origin));
        for (int word = first; word < last; word++) {
            if (found != 0) {
                return true;
            }
            found = quotes(word + 1);
        }
        return (found & (-1L >>> (DelimiterKernel.WORD - 1 - ((to - 1 - origin) % DelimiterKernel.WORD)))) != 0;
    }

    private long quotes(int word) {
        return bits[word * DelimiterKernel.WORDS + 2];
    }

    /** Makes room for this many more positions, and the noise after them. */
    void reserve(int positions, int lineEntries) {
        if (ends.length < positions + DelimiterKernel.NOISE) {
            ends = Arrays.copyOf(ends, Math.max(positions + DelimiterKernel.NOISE, 2 * ends.length));
        }
        if (lines.length < lineEntries + 1) {
            lines = Arrays.copyOf(lines, Math.max(lineEntries + 1, 2 * lines.length));
        }
    }
}
