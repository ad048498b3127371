package io.ordermatrix.source;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ordermatrix.order.RejectReason;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Writes the records of a group's chunks and their rejects: under temporary names first, under the final ones when the
 * group has been read to its end. Two attempts at one group write the same, so it does not matter whose stay.
 */
final class ChunkRecordWriter implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FileSystem fileSystem;
    private final List<ChunkRecord> records = new ArrayList<>();
    private final Path recordFile;
    private final Path temporaryRecord;
    private final Path rejectFile;
    private final Path temporaryRejects;
    private DataOutputStream rejects;

    /**
     * @param directory where the records of the run lie
     * @param group the group's number
     * @param attempt a number that no other attempt at the group has
     */
    ChunkRecordWriter(String directory, int group, long attempt, Configuration hadoop) throws IOException {
        recordFile = ChunkRecords.recordFile(directory, group);
        rejectFile = ChunkRecords.rejectFile(directory, group);
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
     * @param line counted from 1 in its chunk
     * @param bytes the row is in these
     */
    void reject(long byteOffset, long line, RejectReason reason, byte[] bytes, int start, int length)
            throws IOException {
        if (rejects == null) {
            rejects = new DataOutputStream(new BufferedOutputStream(fileSystem.create(temporaryRejects, true)));
        }
        int kept = Math.min(length, Reject.RAW_LIMIT_BYTES);
        rejects.writeLong(byteOffset);
        rejects.writeLong(line);
        rejects.writeUTF(reason.toString());
        rejects.writeInt(kept);
        rejects.write(bytes, start, kept);
    }

    /** Takes the record of the next chunk of the group. */
    void add(ChunkRecord record) {
        records.add(record);
    }

    void commit() throws IOException {
        if (rejects != null) {
            rejects.close();
            replace(temporaryRejects, rejectFile);
        }
        try (var record = fileSystem.create(temporaryRecord, true)) {
            record.write(JSON.writeValueAsBytes(records));
        }
        replace(temporaryRecord, recordFile);
    }

    /** Never takes a file away before another is in its place: a second attempt may be killed at any moment. */
    private void replace(Path temporary, Path file) throws IOException {
        if (fileSystem.rename(temporary, file)) {
            return;
        }
        // File systems that do not rename over a file keep the one of the other attempt, which says the same.
        if (!fileSystem.exists(file)) {
            throw new IOException("Can't rename %s to %s".formatted(temporary, file));
        }
        fileSystem.delete(temporary, false);
    }

    /** Leaves nothing behind of a group that was not read to its end. */
    @Override
    public void close() throws IOException {
        if (rejects != null) {
            rejects.close();
        }
        fileSystem.delete(temporaryRejects, false);
        fileSystem.delete(temporaryRecord, false);
    }
}
