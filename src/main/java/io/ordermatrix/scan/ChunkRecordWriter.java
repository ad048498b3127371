package io.ordermatrix.scan;

import io.ordermatrix.file.Json;
import io.ordermatrix.file.WholeFile;
import io.ordermatrix.order.RejectReason;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/**
 * Writes the records and the rejects of a split's chunks to files that have their names only when the split has been
 * read to its end. Two attempts at a split write the same bytes.
 */
public final class ChunkRecordWriter implements AutoCloseable {
    private final List<ChunkRecord> records = new ArrayList<>();
    private final WholeFile recordFile;
    private final WholeFile rejectFile;
    private DataOutputStream rejects;

    /**
     * @param directory the directory of the wave's records
     * @param split the number of the split
     * @param attempt a number that no other attempt at the split has
     */
    public ChunkRecordWriter(String directory, int split, long attempt, Configuration hadoop) throws IOException {
        recordFile = WholeFile.ofAttempt(ChunkRecords.recordFile(directory, split), attempt, hadoop);
        rejectFile = WholeFile.ofAttempt(ChunkRecords.rejectFile(directory, split), attempt, hadoop);
    }

    /**
     * Writes a reject.
     *
     * @param line counted from 1 in its chunk
     * @param bytes the bytes that hold the row
     */
    public void reject(long byteOffset, long line, RejectReason reason, byte[] bytes, int start, int length)
            throws IOException {
        if (rejects == null) {
            rejects = new DataOutputStream(new BufferedOutputStream(rejectFile.out()));
        }
        int kept = Math.min(length, Reject.RAW_LIMIT_BYTES);
        rejects.writeLong(byteOffset);
        rejects.writeLong(line);
        rejects.writeUTF(reason.toString());
        rejects.writeInt(kept);
        rejects.write(bytes, start, kept);
    }

    /** Adds the record of the next chunk of the split. */
    public void add(ChunkRecord record) {
        records.add(record);
    }

    public void commit() throws IOException {
        if (rejects != null) {
            rejects.flush();
            rejectFile.commit();
        }
        recordFile.out().write(Json.COMPACT.writeValueAsBytes(records));
        recordFile.commit();
    }

    /** Deletes everything if the split was not read to its end. */
    @Override
    public void close() throws IOException {
        try {
            rejectFile.close();
        } finally {
            recordFile.close();
        }
    }
}
