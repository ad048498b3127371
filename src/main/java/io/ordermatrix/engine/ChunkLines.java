package io.ordermatrix.engine;

import io.ordermatrix.input.Chunk;
import io.ordermatrix.input.Compression;
import io.ordermatrix.input.InputFile;
import io.ordermatrix.input.Split;
import io.ordermatrix.input.UnreadableInputException;
import io.ordermatrix.order.RejectReason;
import io.ordermatrix.scan.ScanSpec;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.util.LineReader;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.TaskCompletionListener;

/**
 * The lines of one chunk as rows, plus one row that marks the end of the chunk.
 *
 * <p>Lines are split here and not by Spark's CSV source, which silently skips blank lines, has no byte offsets and does
 * not report unclosed quotes.
 */
final class ChunkLines implements Iterator<Row> {
    static final String HEADER = "header";
    static final String BLANK = "blank";
    static final String ORDER = "order";
    static final String END_OF_CHUNK = "end";

    static final StructType SCHEMA = new StructType()
            .add("split", DataTypes.IntegerType)
            // The chunk's index in the split.
            .add("chunk", DataTypes.IntegerType)
            .add("byte_offset", DataTypes.LongType)
            // One of the constants above, or the reject reason of the line.
            .add("kind", DataTypes.StringType)
            .add("raw", DataTypes.BinaryType)
            // The line if it is an order, otherwise null: Spark's parser never sees a malformed line.
            .add("text", DataTypes.StringType);

    private static final byte[] LINE_FEED = {'\n'};

    private final InputFile file;
    private final Split split;
    private final int index;
    private final Chunk chunk;
    private final LineReader lines;
    private final Text line = new Text();
    private long position;
    private boolean ended;

    ChunkLines(ScanSpec spec, Split split, int index, Configuration hadoop) {
        this.split = split;
        this.index = index;
        this.chunk = split.chunks().get(index);
        this.file = spec.fileOf(chunk);
        try {
            // The byte before the chunk tells whether a row begins at its first byte.
            position = Math.max(0, chunk.start() - 1);
            InputStream text = file.open(hadoop, position);
            lines = new LineReader(text, LINE_FEED);
            TaskContext.get().addTaskCompletionListener((TaskCompletionListener) context -> close());
            if (chunk.start() > 0) {
                position += lines.readLine(line);
            }
        } catch (IOException failure) {
            throw unreadable(failure);
        }
    }

    private void close() {
        try {
            lines.close();
        } catch (IOException failure) {
            throw unreadable(failure);
        }
    }

    private UncheckedIOException unreadable(IOException failure) {
        return new UncheckedIOException(new UnreadableInputException(file, failure));
    }

    @Override
    public boolean hasNext() {
        return !ended;
    }

    @Override
    public Row next() {
        if (ended) {
            throw new NoSuchElementException();
        }
        long start = position;
        if (!readLine()) {
            ended = true;
            return RowFactory.create(split.number(), index, start, END_OF_CHUNK, null, null);
        }
        byte[] raw = withoutCarriageReturn();
        String text = new String(raw, StandardCharsets.UTF_8);
        String kind = kind(start, text);
        return RowFactory.create(split.number(), index, start, kind, raw, kind.equals(ORDER) ? text : null);
    }

    private boolean readLine() {
        try {
            if (file.compression() == Compression.NONE && position >= chunk.end()) {
                return false;
            }
            int consumed = lines.readLine(line);
            position += consumed;
            if (consumed == 0 && file.compression() == Compression.NONE) {
                throw new EOFException("it ended before byte %d, but it had %d bytes when the run began"
                        .formatted(chunk.end(), file.length()));
            }
            return consumed > 0;
        } catch (IOException failure) {
            throw unreadable(failure);
        }
    }

    private byte[] withoutCarriageReturn() {
        int length = line.getLength();
        boolean returns = length > 0 && line.getBytes()[length - 1] == '\r';
        return Arrays.copyOf(line.getBytes(), returns ? length - 1 : length);
    }

    private String kind(long start, String text) {
        if (start == 0 && file.header().isLine()) {
            return HEADER;
        }
        if (text.isEmpty()) {
            return BLANK;
        }
        int fields = countFields(text, file.header().separator().character());
        if (fields < 0) {
            return RejectReason.QUOTE.toString();
        }
        return fields == file.header().fieldCount() ? ORDER : RejectReason.FIELD_COUNT.toString();
    }

    /** The number of fields of a line according to RFC 4180; negative if its quotes violate it. */
    private static int countFields(String text, char separator) {
        int fields = 1;
        boolean quoted = false;
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            boolean beginsField = at == 0 || (!quoted && text.charAt(at - 1) == separator);
            if (character == '"') {
                if (!quoted && !beginsField) {
                    return -1;
                }
                if (quoted && at + 1 < text.length() && text.charAt(at + 1) == '"') {
                    at++;
                } else if (quoted && at + 1 < text.length() && text.charAt(at + 1) != separator) {
                    return -1;
                } else {
                    quoted = !quoted;
                }
            } else if (character == separator && !quoted) {
                fields++;
            }
        }
        return quoted ? -1 : fields;
    }
}
