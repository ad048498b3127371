package io.ordermatrix.scan;

import io.ordermatrix.csv.ChunkReader;
import io.ordermatrix.csv.RowBlock;
import io.ordermatrix.input.Chunk;
import io.ordermatrix.input.Compression;
import io.ordermatrix.input.Header;
import io.ordermatrix.input.InputFile;
import io.ordermatrix.input.Split;
import io.ordermatrix.input.UnreadableInputException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** Reads the chunks of a split, one after the other, with our own scanner and parsers. */
public final class SplitReader implements BatchReader {
    private final ScanSpec spec;
    private final Split split;
    private final Configuration hadoop;
    private final OrderRows rows;
    private final Optional<ChunkRecordWriter> records;

    private int index = -1;
    private Chunk chunk;
    private InputFile file;
    private ContentChecksum.Counting text;
    private ChunkReader reader;
    private RowBlock block;
    private boolean inBlock;
    private int row;
    private RowTally tally = new RowTally();
    /** How many bytes of the current chunk have been read; 0 for a compressed one, of which that is known at its end. */
    private long bytesOfChunk;
    /** The count of the chunks that were read to their end. */
    private ScanCount finished = ScanCount.NONE;

    /**
     * @param attempt a number that no other attempt at the split has
     */
    public SplitReader(ScanSpec spec, Split split, OrderRows rows, long attempt, Configuration hadoop)
            throws IOException {
        this.spec = spec;
        this.split = split;
        this.rows = rows;
        this.hadoop = hadoop;
        records = spec.records().isPresent()
                ? Optional.of(new ChunkRecordWriter(spec.records().get(), split.number(), attempt, hadoop))
                : Optional.empty();
    }

    @Override
    public boolean next() throws IOException {
        while (!inBlock) {
            if (reader == null && !openNextChunk()) {
                return false;
            }
            inBlock = readBlock();
            if (!inBlock) {
                endChunk();
            }
        }
        int from = row;
        row = Math.min(block.size(), from + RowBatch.CAPACITY);
        inBlock = row < block.size();
        rows.read(block, from, row, tally);
        if (file.compression() == Compression.NONE) {
            bytesOfChunk = Math.max(0, block.offset(row - 1) - chunk.start());
        }
        if (rows.rejects().any()) {
            takeRejects();
        }
        return true;
    }

    @Override
    public RowBatch batch() {
        return rows.batch();
    }

    @Override
    public ScanCount count() {
        return finished.plus(tally, bytesOfChunk);
    }

    /** The block that the batch was read from. */
    public RowBlock block() {
        return block;
    }

    /** The file that the batch was read from. */
    public InputFile file() {
        return file;
    }

    private boolean openNextChunk() throws IOException {
        if (index == split.chunks().size() - 1) {
            return false;
        }
        index++;
        chunk = split.chunks().get(index);
        file = spec.fileOf(chunk);
        try {
            boolean compressed = file.compression() != Compression.NONE;
            long end = compressed ? ChunkReader.UNKNOWN_END : chunk.end();
            Header header = file.header();
            reader = new ChunkReader(
                    openText(),
                    chunk.start(),
                    end,
                    header.separator().character(),
                    header.fieldCount(),
                    header.isLine());
        } catch (IOException failure) {
            throw unreadable(failure);
        }
        block = reader.rows();
        rows.begin(file.header());
        return true;
    }

    /** Only records need the checksum. */
    private InputStream openText() throws IOException {
        if (records.isPresent()) {
            text = ContentChecksum.open(file, chunk, hadoop);
            return text;
        }
        return file.open(hadoop, ContentChecksum.streamStart(file, chunk));
    }

    private boolean readBlock() throws IOException {
        row = 0;
        try {
            return reader.next();
        } catch (IOException failure) {
            throw unreadable(failure);
        }
    }

    private UnreadableInputException unreadable(IOException failure) {
        return new UnreadableInputException(file, failure);
    }

    private void takeRejects() throws IOException {
        Rejects rejects = rows.rejects();
        for (int at = rejects.next(0); at >= 0; at = rejects.next(at + 1)) {
            if (records.isPresent()) {
                int start = block.rawStart(at);
                records.get()
                        .reject(
                                block.offset(at),
                                block.line(at) + 1,
                                rejects.reason(at),
                                block.bytes(),
                                start,
                                block.rawEnd(at) - start);
            }
            if (spec.onReject() == ScanSpec.OnReject.FAIL) {
                throw new IOException(
                        "%s: byte %d: %s".formatted(file.displayName(), block.offset(at), rejects.reason(at)));
            }
        }
    }

    private void endChunk() throws IOException {
        if (file.compression() == Compression.NONE && reader.endedBefore(chunk.end())) {
            throw unreadable(new EOFException("it ended before byte %d, but it had %d bytes when the run began"
                    .formatted(chunk.end(), file.length())));
        }
        if (records.isPresent()) {
            records.get().add(tally.record(chunk, checksum()));
            if (index == split.chunks().size() - 1) {
                records.get().commit();
            }
        }
        reader.close();
        reader = null;
        finished = finished.plus(tally, chunk.bytes());
        tally = new RowTally();
        bytesOfChunk = 0;
    }

    private int checksum() throws IOException {
        try {
            return text.checksum();
        } catch (IOException failure) {
            throw unreadable(failure);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            if (reader != null) {
                reader.close();
            }
        } finally {
            if (records.isPresent()) {
                records.get().close();
            }
        }
    }
}
