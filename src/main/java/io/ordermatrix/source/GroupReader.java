package io.ordermatrix.source;

import io.ordermatrix.csv.ChunkReader;
import io.ordermatrix.csv.RowBlock;
import io.ordermatrix.order.Filter;
import io.ordermatrix.order.RejectReason;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * Reads the kept rows of a group's chunks, one after the other, and accounts for all others. Where records are wanted, they
 * are left when the last chunk has been read to its end.
 */
final class GroupReader implements OrderRows.Discards, Closeable {
    private final ScanSpec spec;
    private final ChunkGroup group;
    private final Configuration hadoop;
    private final OrderRows rows;
    private final Optional<ChunkRecordWriter> records;

    private int place = -1;
    private Chunk chunk;
    private InputFile file;
    private ChunkReader reader;
    private RowBlock block;
    private boolean inBlock;
    private int row;
    private RowTally tally;

    private long keptRows;
    private long droppedRows;
    private long rejectedRows;
    private long readBytes;

    /**
     * @param attempt a number that no other attempt at the group has
     */
    GroupReader(ScanSpec spec, ChunkGroup group, OrderRows rows, long attempt, Configuration hadoop)
            throws IOException {
        this.spec = spec;
        this.group = group;
        this.rows = rows;
        this.hadoop = hadoop;
        records = spec.records().isPresent()
                ? Optional.of(new ChunkRecordWriter(spec.records().get(), group.number(), attempt, hadoop))
                : Optional.empty();
    }

    /**
     * Reads the next rows of the group; those that are kept are in the batch, which may be empty.
     *
     * @return false when there are no more
     */
    boolean next() throws IOException {
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
        try {
            rows.read(block, from, row, this);
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
        keptRows += rows.batch().size();
        if (records.isPresent()) {
            tally.kept(rows.batch());
        }
        return true;
    }

    /** The rows that {@link #next} has kept. */
    RowBatch batch() {
        return rows.batch();
    }

    /** The block that the batch is of. */
    RowBlock block() {
        return block;
    }

    /** The file that the batch is of. */
    InputFile file() {
        return file;
    }

    private boolean openNextChunk() throws IOException {
        if (place == group.chunks().size() - 1) {
            return false;
        }
        place++;
        chunk = group.chunks().get(place);
        file = spec.fileOf(chunk);
        tally = new RowTally();
        boolean packed = file.compression() != Compression.NONE;
        try {
            InputStream text = file.open(hadoop, packed ? 0 : ChunkReader.streamStart(chunk.start()));
            long end = packed ? ChunkReader.UNKNOWN_END : chunk.end();
            reader = new ChunkReader(text, chunk.start(), end, file.header().fieldCount(), true);
        } catch (IOException failure) {
            throw unreadable(failure);
        }
        block = reader.rows();
        rows.begin(file.header());
        return true;
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

    private void endChunk() throws IOException {
        if (file.compression() == Compression.NONE && reader.endedBefore(chunk.end())) {
            throw unreadable(new EOFException("it ended before byte %d, where it had %d bytes when the run began"
                    .formatted(chunk.end(), file.length())));
        }
        reader.close();
        reader = null;
        readBytes += chunk.end() - chunk.start();
        if (records.isPresent()) {
            records.get().add(tally.record(chunk));
            if (place == group.chunks().size() - 1) {
                records.get().commit();
            }
        }
    }

    @Override
    public void header() {
        tally.header();
    }

    @Override
    public void blank() {
        tally.blank();
    }

    @Override
    public void rejected(int blockRow, RejectReason reason) {
        rejectedRows++;
        tally.rejected(reason);
        try {
            if (records.isPresent()) {
                int start = block.rawStart(blockRow);
                int length = block.rawEnd(blockRow) - start;
                records.get()
                        .reject(block.offset(blockRow), block.line(blockRow) + 1, reason, block.bytes(), start, length);
            }
            if (spec.onReject() == ScanSpec.OnReject.FAIL) {
                throw new IOException("%s: byte %d: %s".formatted(file.displayName(), block.offset(blockRow), reason));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void dropped(Filter filter) {
        droppedRows++;
        tally.dropped(filter);
    }

    @Override
    public void filtered(int count) {
        droppedRows += count;
    }

    long keptRows() {
        return keptRows;
    }

    long droppedRows() {
        return droppedRows;
    }

    long rejectedRows() {
        return rejectedRows;
    }

    long readBytes() {
        return readBytes;
    }

    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.close();
        }
        if (records.isPresent()) {
            records.get().close();
        }
    }
}
