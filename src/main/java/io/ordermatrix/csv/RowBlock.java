package io.ordermatrix.csv;

import java.util.Arrays;

/**
 * Consecutive whole rows of a file in a buffer, and where their fields are.
 *
 * <p>Made and reused by a {@link ChunkReader}: its content, and the bytes it points to, are valid until the next block.
 * Every {@link #PLAIN} row has the expected number of fields, already unescaped, so that readers need not know about
 * quotes. Rows and fields count from 0 and are not checked.
 */
public final class RowBlock {
    /** A row with the expected number of fields. */
    public static final byte PLAIN = 0;
    /** The header of the file. */
    public static final byte HEADER = 1;
    /** A line without bytes, except perhaps a carriage return at its end. */
    public static final byte BLANK = 2;
    /** A row with fewer or more fields than expected. */
    public static final byte FIELD_COUNT = 3;
    /** A row whose quotes do not follow RFC 4180 within one line; it has no fields. */
    public static final byte QUOTE = 4;

    private final FieldIndex index;
    private final char separator;
    private final int columns;
    private byte[] bytes = new byte[0];
    private byte[] kinds = new byte[0];
    private int[] firstEntries = new int[0];
    private int[] fieldCounts = new int[0];
    private int[] rowEnds = new int[0];
    private int size;
    private long base;
    private long firstLine;

    RowBlock(FieldIndex index, char separator, int columns) {
        this.index = index;
        this.separator = separator;
        this.columns = columns;
    }

    /** The number of rows, including blank ones and the header. */
    public int size() {
        return size;
    }

    /** The buffer that all positions refer to; the next block may have another. */
    public byte[] bytes() {
        return bytes;
    }

    /** The kind of the row: {@link #PLAIN} or one of the others. */
    public byte kind(int row) {
        return kinds[row];
    }

    /** The number of fields of the row; 0 if its quotes are malformed. */
    public int fields(int row) {
        return fieldCounts[row];
    }

    /** Position of the first byte of a field. */
    public int start(int row, int field) {
        return index.ends[firstEntries[row] + field - 1] + 1;
    }

    /** Position after the last byte of a field. */
    public int end(int row, int field) {
        return field + 1 == fieldCounts[row] ? rowEnds[row] : index.ends[firstEntries[row] + field];
    }

    /**
     * The ends of all fields, for hot loops: {@link #start} and {@link #end} with the array in a local variable, which
     * the JVM can't arrange by itself if the loop may call a method. Field {@code f} of a row with {@code first =
     * first(row)} begins at {@code ends[first + f - 1] + 1} and ends at {@code ends[first + f]}; only the last field of
     * a row ends at {@link #end}, because a carriage return may precede its newline.
     */
    public int[] ends() {
        return index.ends;
    }

    /** Where the fields of a row begin in {@link #ends}. */
    public int first(int row) {
        return firstEntries[row];
    }

    /** Position of the first byte of the row as it is in the file. */
    public int rawStart(int row) {
        return index.ends[index.lines[row] - 1] + 1;
    }

    /** Position after the last byte of the row as it is in the file, without its line ending. */
    public int rawEnd(int row) {
        return contentEnd(rawStart(row), index.ends[index.lines[row + 1] - 1]);
    }

    /**
     * Whether these fields hold digits in all rows of the block.
     *
     * @return false as well if that can't be told faster than by reading them
     */
    public boolean areDigits(DigitFields fields) {
        return index.even && index.areDigits(bytes, fields);
    }

    /** The byte offset of the row in the file, from 0. */
    public long offset(int row) {
        return base + rawStart(row);
    }

    /** The line of the row in its chunk, from 0; the header and blank lines count too. */
    public long line(int row) {
        return firstLine + row;
    }

    /**
     * Cuts the lines of the index into rows.
     *
     * @param buffer holds the lines
     * @param scratch where unescaped fields go, with room for all lines
     * @param lineCount how many lines to cut
     * @param fileOffset the file offset of position 0 of the buffer
     * @param lineNumber the line of the first row in its chunk
     * @param header whether the first row is the header
     */
    void fill(byte[] buffer, int scratch, int lineCount, long fileOffset, long lineNumber, boolean header) {
        bytes = buffer;
        size = lineCount;
        base = fileOffset;
        firstLine = lineNumber;
        if (kinds.length < lineCount) {
            int capacity = Math.max(lineCount, 2 * kinds.length);
            kinds = new byte[capacity];
            firstEntries = new int[capacity];
            fieldCounts = new int[capacity];
            rowEnds = new int[capacity];
        }
        if (index.even) {
            fillEven(lineCount);
        } else {
            fillUneven(lineCount);
        }
        if (index.quoted) {
            unescape(scratch);
        }
        if (header) {
            kinds[0] = HEADER;
        }
    }

    private void fillEven(int lineCount) {
        Arrays.fill(kinds, 0, lineCount, PLAIN);
        Arrays.fill(fieldCounts, 0, lineCount, columns);
        int[] ends = index.ends;
        int first = index.lines[0];
        for (int row = 0; row < lineCount; row++) {
            firstEntries[row] = first;
            first += columns;
            int newline = ends[first - 1];
            rowEnds[row] = newline - (bytes[newline - 1] == '\r' ? 1 : 0);
        }
    }

    private void fillUneven(int lineCount) {
        int[] ends = index.ends;
        int[] lines = index.lines;
        int first = lines[0];
        int start = ends[first - 1] + 1;
        for (int row = 0; row < lineCount; row++) {
            int next = lines[row + 1];
            int newline = ends[next - 1];
            int end = contentEnd(start, newline);
            int fields = next - first;
            firstEntries[row] = first;
            fieldCounts[row] = fields;
            rowEnds[row] = end;
            kinds[row] = start == end ? BLANK : fields == columns ? PLAIN : FIELD_COUNT;
            first = next;
            start = newline + 1;
        }
    }

    private int contentEnd(int start, int newline) {
        return newline > start && bytes[newline - 1] == '\r' ? newline - 1 : newline;
    }

    private void unescape(int scratch) {
        int target = scratch;
        int entry = index.count;
        for (int row = 0; row < size; row++) {
            int start = rawStart(row);
            int end = rowEnds[row];
            if (!index.hasQuote(start, end)) {
                continue;
            }
            // One entry before the first field, then at most one per delimiter of the row.
            index.reserve(entry + 1 + fieldCounts[row], 0);
            int fields = QuotedFields.split(bytes, start, end, separator, target, index.ends, entry);
            if (fields == QuotedFields.MALFORMED) {
                kinds[row] = QUOTE;
                fieldCounts[row] = 0;
                continue;
            }
            kinds[row] = fields == columns ? PLAIN : FIELD_COUNT;
            firstEntries[row] = entry + 1;
            fieldCounts[row] = fields;
            rowEnds[row] = index.ends[entry + fields];
            target = rowEnds[row] + 1;
            entry += fields + 1;
        }
    }
}
