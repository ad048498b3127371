package io.ordermatrix.source;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ordermatrix.order.RejectReason;
import io.ordermatrix.order.RowAccounting;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Writes the record of one chunk and its rejects: under a temporary name first, under the final one when the chunk has
 * been read to its end. Two attempts at one chunk write the same, and the one that comes last replaces the other.
 */
final class ChunkRecordWriter implements AutoCloseable {
    private final FileSystem fileSystem;
    private final Chunk chunk;
    private final Path recordFile;
    private final Path temporaryRecord;
    private final Path rejectFile;
    private final Path temporaryRejects;
    private DataOutputStream rejects;

    /**
     * @param directory where the records of the run lie
     * @param attempt a number that no other attempt at the chunk has
     */
    ChunkRecordWriter(String directory, Chunk chunk, long attempt, Configuration hadoop) throws IOException {
        this.chunk = chunk;
        recordFile = ChunkRecords.recordFile(directory, chunk.number());
        rejectFile = ChunkRecords.rejectFile(directory, chunk.number());
        temporaryRecord = temporary(recordFile, attempt);
        temporaryRejects = temporary(rejectFile, attempt);
        fileSystem = recordFile.getFileSystem(hadoop);
    }

    private static Path temporary(Path file, long attempt) {
        return new Path(file.getParent(), "_" + file.getName() + "." + attempt);
    }

    /**
     * Keeps a reject.
     *
     * @param line counted from 1 in the chunk
     */
    void reject(long byteOffset, long line, RejectReason reason, byte[] raw, int length) throws IOException {
        if (rejects == null) {
            rejects = new DataOutputStream(new BufferedOutputStream(fileSystem.create(temporaryRejects, true)));
        }
        int kept = Math.min(length, Reject.RAW_LIMIT_BYTES);
        rejects.writeLong(byteOffset);
        rejects.writeLong(line);
        rejects.writeUTF(reason.toString());
        rejects.writeInt(kept);
        rejects.write(raw, 0, kept);
    }

    void commit(RowAccounting accounting) throws IOException {
        if (rejects != null) {
            rejects.close();
            replace(temporaryRejects, rejectFile);
        }
        try (var record = fileSystem.create(temporaryRecord, true)) {
            byte[] json = new ObjectMapper().writeValueAsBytes(new ChunkRecord(chunk, accounting));
            record.write(json);
        }
        replace(temporaryRecord, recordFile);
    }

    private void replace(Path temporary, Path file) throws IOException {
        fileSystem.delete(file, false);
        if (!fileSystem.rename(temporary, file)) {
            throw new IOException("Can't rename %s to %s".formatted(temporary, file));
        }
    }

    /** Leaves nothing behind of a chunk that was not read to its end. */
    @Override
    public void close() throws IOException {
        if (rejects != null) {
            rejects.close();
        }
        fileSystem.delete(temporaryRejects, false);
        fileSystem.delete(temporaryRecord, false);
    }
}
