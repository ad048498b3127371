package io.ordermatrix.csv;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads the rows that begin in one byte range of a file, block by block, through a reused buffer.
 *
 * <pre>{@code
 * ChunkReader reader = new ChunkReader(stream, start, end, ',', 30, true);
 * RowBlock rows = reader.rows();
 * while (reader.next()) {
 *     for (int row = 0; row < rows.size(); row++) {
 *         if (rows.kind(row) == RowBlock.PLAIN) {
 *             long id = Numbers.integer(rows.bytes(), rows.start(row, 0), rows.end(row, 0), Long.MAX_VALUE);
 *         }
 *     }
 * }
 * }</pre>
 *
 * <p>The stream is read in order, at most a few KiB beyond the end of the last row, or after a long row as much again as that has. A compressed file is one chunk from
 * 0 to {@link #UNKNOWN_END}.
 */
public final class ChunkReader implements Closeable {
    /** The end of a chunk that extends to the end of its stream. */
    public static final long UNKNOWN_END = Long.MAX_VALUE;

    /** Spare bytes before the first byte of data and after the last one. */
    static final int MARGIN = 64;

    /** Half of a typical second-level cache, so that the bytes are still cached when the scanner reaches them. */
    private static final int BUFFER_SIZE = 512 * 1024;

    /** How much is read at a time beyond the end of the chunk, to complete its last row. */
    private static final int TAIL = 4 * 1024;

    /** The longest arrays that every JVM allows. */
    private static final int LONGEST_BUFFER = Integer.MAX_VALUE - 8;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream stream;
    private final long start;
    private final boolean header;
    private final int longestBuffer;
    private final int step;
    private final FieldIndex index;
    private final RowBlock rows;

    private byte[] buffer;
    /** The first byte that is not yet in a block. */
    private int position;
    /** The end of the data in the buffer. */
    private int limit;
    /** Where the data must end; the space beyond is for the kernel and for unescaped fields. */
    private int dataEnd;
    /** The file offset of position 0 of the buffer. */
    private long base;

    private long end;
    private long lines;
    private boolean started;
    private boolean finished;
    private boolean endOfStream;
    /** Bytes read from the stream. */
    private long streamed;

    /**
     * A reader with the fastest kernel.
     *
     * @param stream positioned at {@link #streamStart}; closed with the reader
     * @param start the chunk's first byte in the file
     * @param end the end of the chunk, exclusive; may lie beyond the end of the file
     * @param separator between the fields of a row
     * @param columns how many fields each row should have
     * @param header whether the first row of the file is a header; only the chunk that starts at 0 can have one
     */
    public ChunkReader(InputStream stream, long start, long end, char separator, int columns, boolean header) {
        this(
                stream,
                start,
                end,
                columns,
                header,
                DelimiterKernel.fastest(separator),
                bufferSize(end - start),
                LONGEST_BUFFER,
                FieldIndex.STEP);
    }

    /** A small file needs no large buffer, and there may be a million small files. */
    private static int bufferSize(long chunkBytes) {
        return (int) Math.min(BUFFER_SIZE - TAIL, chunkBytes) + TAIL;
    }

    ChunkReader(
            InputStream stream,
            long start,
            long end,
            int columns,
            boolean header,
            DelimiterKernel kernel,
            int bufferSize,
            int longestBuffer,
            int step) {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("A chunk from " + start + " to " + end);
        }
        if (columns < 1) {
            throw new IllegalArgumentException("Rows of " + columns + " fields");
        }
        this.stream = stream;
        this.start = start;
        this.end = end;
        this.header = header && start == 0;
        this.longestBuffer = longestBuffer;
        this.step = step;
        this.index = new FieldIndex(kernel, columns);
        this.rows = new RowBlock(index, kernel.separator(), columns);
        this.dataEnd = MARGIN + bufferSize;
        this.buffer = new byte[dataEnd + MARGIN];
        this.position = MARGIN;
        this.limit = MARGIN;
        this.base = streamStart(start) - MARGIN;
    }

    /**
     * Where in the file a reader's stream must begin: at the byte before the chunk, which tells whether a row begins at
     * its start.
     */
    public static long streamStart(long start) {
        return Math.max(0, start - 1);
    }

    /** The block that {@link #next} fills, always the same object. */
    public RowBlock rows() {
        return rows;
    }

    /** Lines of all blocks so far, including the header and blank lines. */
    public long lines() {
        return lines;
    }

    /**
     * Moves on to the next block.
     *
     * @return false if there is none
     * @throws IOException if the stream fails, or a row does not fit into an array
     */
    public boolean next() throws IOException {
        if (!started) {
            started = true;
            finished = start == end || !toFirstRow();
        }
        if (finished || base + position >= end || !index()) {
            return false;
        }
        int count = index.lineCount;
        if (base + index.end() > end) {
            count = linesBefore(end);
        }
        int scratch = limit + MARGIN;
        if (index.quoted) {
            lengthen((long) scratch + index.end() - position);
        }
        rows.fill(buffer, scratch, count, base, lines, header && lines == 0);
        position = index.end();
        finished = count < index.lineCount;
        lines += count;
        return true;
    }

    /** Whether the stream ended before this byte of the file. */
    public boolean endedBefore(long offset) {
        return endOfStream && streamStart(start) + streamed < offset;
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }

    /** Moves to the first row that begins in the chunk; false if there is none. */
    private boolean toFirstRow() throws IOException {
        if (start == 0) {
            skipByteOrderMark();
            return true;
        }
        // The stream begins with the byte before the chunk, so a row that begins right at the chunk's start is found
        // like any other.
        while (base + position < end - 1 && (position < limit || read())) {
            if (buffer[position++] == '\n') {
                return true;
            }
        }
        return false;
    }

    private void skipByteOrderMark() throws IOException {
        while (limit - position < BYTE_ORDER_MARK.length && read()) {}
        int markEnd = position + BYTE_ORDER_MARK.length;
        if (limit >= markEnd && Arrays.equals(buffer, position, markEnd, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length)) {
            position = markEnd;
            // The first row begins at the mark, so it belongs to the chunk that starts there, however short that is.
            end = Math.max(end, base + position + 1);
        }
    }

    /** Finds the lines from the position on: at least one, unless the stream has ended. */
    private boolean index() throws IOException {
        while (true) {
            index.begin(position);
            int scanned = position;
            while (scanned < limit && index.lineCount == 0) {
                scanned = Math.min(limit, scanned + step);
                index.add(buffer, scanned);
            }
            if (index.lineCount > 0) {
                return true;
            }
            if (!read()) {
                if (position == limit) {
                    return false;
                }
                buffer[limit++] = '\n';
            }
        }
    }

    /** How many of the indexed lines begin before an offset in the file. */
    private int linesBefore(long offset) {
        int count = index.lineCount;
        while (base + index.ends[index.lines[count - 1] - 1] + 1 >= offset) {
            count--;
        }
        return count;
    }

    /**
     * Appends bytes to those that are not yet in a block.
     *
     * @return false at the end of the stream
     */
    private boolean read() throws IOException {
        if (endOfStream) {
            return false;
        }
        if (position > MARGIN) {
            int kept = limit - position;
            System.arraycopy(buffer, position, buffer, MARGIN, kept);
            base += position - MARGIN;
            position = MARGIN;
            limit = MARGIN + kept;
        }
        if (limit == dataEnd) {
            long longest = Math.min(2L * dataEnd, longestBuffer - MARGIN);
            lengthen(Math.max(longest, limit + 1L) + MARGIN);
            dataEnd = (int) longest;
        }
        int before = limit;
        int room = dataEnd - limit;
        long missing = Math.max(0, end - (base + limit));
        // Beyond the end of the chunk it reads a little at a time, but doubles that for a long row, so that the row is
        // not indexed too often.
        int tail = Math.max(TAIL, limit - position);
        int wanted = missing < room ? (int) Math.min(room, missing + tail) : room;
        while (wanted > 0 && !endOfStream) {
            int count = stream.read(buffer, limit, wanted);
            if (count < 0) {
                endOfStream = true;
            } else {
                limit += count;
                wanted -= count;
                streamed += count;
            }
        }
        return limit > before;
    }

    private void lengthen(long length) throws IOException {
        if (length > longestBuffer) {
            throw new IOException("The row at byte " + (base + position) + " is too long: more than "
                    + (longestBuffer - 2 * MARGIN) + " bytes, or half of that with quotes");
        }
        if (buffer.length < length) {
            buffer = Arrays.copyOf(buffer, (int) length);
        }
    }
}
