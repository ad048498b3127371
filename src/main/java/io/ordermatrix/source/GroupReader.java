package io.ordermatrix.source;

import io.ordermatrix.csv.ChunkReader;
import io.ordermatrix.csv.RowBlock;
import io.ordermatrix.order.RejectReason;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.conf.Configuration;

/**
 * Reads the kept rows of a group's chunks, one after the other, and accounts for all others. Where records are wanted, they
 * are left when the last chunk has been read to its end.
 */
final class GroupReader implements Closeable {
    private final ScanSpec spec;
    private final ChunkGroup group;
    private final Configuration hadoop;
    private final OrderRows rows;
    private final ChunkRecordWriter records;

    private int place = -1;
    private Chunk chunk;
    private InputFile file;
    private ChunkReader reader;
    private RowBlock block;
    private int row;
    private RowTally tally;
    private boolean opened;

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
                ? new ChunkRecordWriter(spec.records().get(), group.number(), attempt, hadoop)
                : null;
    }

    /** What takes kept rows. */
    interface RowConsumer {
        /** Goes on with another file. */
        void begin(Header header);

        /**
         * Takes a row.
         *
         * @return whether it wants another one
         */
        boolean accept(long[] values, RowBlock block, int row);
    }

    /**
     * Hands over kept rows until the consumer wants no more.
     *
     * @return false when there are no more
     */
    boolean read(RowConsumer consumer) throws IOException {
        if (!opened) {
            opened = true;
            nextChunk(consumer);
        }
        while (reader != null) {
            if (block == null && !nextBlock()) {
                endChunk();
                nextChunk(consumer);
            } else if (!readBlock(consumer)) {
                return true;
            }
        }
        return false;
    }

    private void nextChunk(RowConsumer consumer) throws IOException {
        place++;
        if (place == group.chunks().size()) {
            reader = null;
            if (records != null) {
                records.commit();
            }
            return;
        }
        chunk = group.chunks().get(place);
        file = spec.fileOf(chunk);
        tally = new RowTally();
        boolean packed = file.compression() != Compression.NONE;
        InputStream text = file.open(hadoop, packed ? 0 : ChunkReader.streamStart(chunk.start()));
        long end = packed ? ChunkReader.UNKNOWN_END : chunk.end();
        reader = new ChunkReader(text, chunk.start(), end, file.header().fieldCount(), true);
        rows.begin(file.header());
        consumer.begin(file.header());
    }

    private boolean nextBlock() throws IOException {
        try {
            if (!reader.next()) {
                return false;
            }
        } catch (IOException failure) {
            throw new IOException("%s: can't be read: %s".formatted(file.displayName(), failure.getMessage()), failure);
        }
        block = reader.rows();
        rows.begin(block);
        row = 0;
        return true;
    }

    private void endChunk() throws IOException {
        reader.close();
        if (records != null) {
            records.add(tally.record(chunk));
        }
        readBytes += chunk.end() - chunk.start();
    }

    /** Returns false if the consumer wants no more for now, true at the end of the block. */
    private boolean readBlock(RowConsumer consumer) throws IOException {
        RowBlock current = block;
        int size = current.size();
        while (row < size) {
            int at = row++;
            if (current.kind(at) != RowBlock.PLAIN) {
                readOther(current, at);
                continue;
            }
            switch (rows.read(current, at)) {
                case KEPT -> {
                    keptRows++;
                    long[] values = rows.values();
                    tally.kept(values[OrderValues.TIMESTAMP], (int) values[OrderValues.SECURITY_CODE], (int)
                            values[OrderValues.PARTICIPANTID]);
                    if (!consumer.accept(values, current, at)) {
                        return false;
                    }
                }
                case DROPPED -> {
                    droppedRows++;
                    tally.dropped(rows.droppedBy());
                }
                case FILTERED -> droppedRows++;
                case REJECTED -> reject(current, at, rows.reason());
            }
        }
        block = null;
        return true;
    }

    private void readOther(RowBlock current, int at) throws IOException {
        switch (current.kind(at)) {
            case RowBlock.HEADER -> tally.header();
            case RowBlock.BLANK -> tally.blank();
            case RowBlock.QUOTE -> reject(current, at, RejectReason.QUOTE);
            default -> reject(current, at, RejectReason.FIELD_COUNT);
        }
    }

    private void reject(RowBlock current, int at, RejectReason reason) throws IOException {
        rejectedRows++;
        tally.rejected(reason);
        int start = current.rawStart(at);
        int length = current.rawEnd(at) - start;
        if (records != null) {
            records.reject(current.offset(at), current.line(at) + 1, reason, current.bytes(), start, length);
        }
        if (spec.onReject() == ScanSpec.OnReject.FAIL) {
            throw new IOException("%s: byte %d: %s".formatted(file.displayName(), current.offset(at), reason));
        }
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
        if (records != null) {
            records.close();
        }
    }
}
