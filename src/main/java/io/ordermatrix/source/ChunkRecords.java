package io.ordermatrix.source;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ordermatrix.order.RejectReason;
import io.ordermatrix.order.RowAccounting;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The records that the chunks of a run have left, in the order of the chunks. The run's accounting is their sum. */
public final class ChunkRecords {
    private final String directory;
    private final FileSystem fileSystem;
    private final List<ChunkRecord> records;

    private ChunkRecords(String directory, FileSystem fileSystem, List<ChunkRecord> records) {
        this.directory = directory;
        this.fileSystem = fileSystem;
        this.records = List.copyOf(records);
    }

    /**
     * A reject and the file that holds it.
     *
     * @param reject with the line's number in that file
     */
    public record FiledReject(InputFile file, Reject reject) {}

    /** Takes one reject after the other. */
    public interface RejectConsumer {
        void accept(FiledReject reject) throws IOException;
    }

    /**
     * Reads the records of all chunks of a scan.
     *
     * @throws IOException if one is missing, which means that its chunk was not read to its end
     */
    public static ChunkRecords read(ScanSpec spec, Configuration hadoop) throws IOException {
        FileSystem fileSystem = new Path(spec.recordDirectory()).getFileSystem(hadoop);
        ObjectMapper json = new ObjectMapper();
        List<ChunkRecord> records = new ArrayList<>();
        for (Chunk chunk : spec.chunks()) {
            try (var file = fileSystem.open(recordFile(spec.recordDirectory(), chunk.number()))) {
                records.add(json.readValue(file.readAllBytes(), ChunkRecord.class));
            }
        }
        return new ChunkRecords(spec.recordDirectory(), fileSystem, records);
    }

    static Path recordFile(String directory, int chunk) {
        return new Path(directory, "chunk-%08d.json".formatted(chunk));
    }

    static Path rejectFile(String directory, int chunk) {
        return new Path(directory, "chunk-%08d.rejects".formatted(chunk));
    }

    public RowAccounting accounting() {
        return records.stream().map(ChunkRecord::accounting).reduce(RowAccounting.NONE, RowAccounting::plus);
    }

    /** Hands over every reject, in the order of the files and of the rows in them. */
    public void forEachReject(List<InputFile> files, RejectConsumer consumer) throws IOException {
        forEachReject(files, Long.MAX_VALUE, consumer);
    }

    /** The first rejects of a run, at most that many. */
    public List<FiledReject> firstRejects(List<InputFile> files, int most) throws IOException {
        List<FiledReject> first = new ArrayList<>();
        forEachReject(files, most, first::add);
        return first;
    }

    private void forEachReject(List<InputFile> files, long most, RejectConsumer consumer) throws IOException {
        long left = most;
        int file = -1;
        long linesBefore = 0;
        for (ChunkRecord record : records) {
            if (record.chunk().file() != file) {
                file = record.chunk().file();
                linesBefore = 0;
            }
            long rejects = Math.min(left, record.accounting().rejectedRows());
            if (rejects > 0) {
                readRejects(record, rejects, linesBefore, files.get(file), consumer);
                left -= rejects;
            }
            linesBefore += record.accounting().lines();
        }
    }

    private void readRejects(ChunkRecord record, long count, long linesBefore, InputFile file, RejectConsumer consumer)
            throws IOException {
        Path rejects = rejectFile(directory, record.chunk().number());
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(fileSystem.open(rejects)))) {
            for (long read = 0; read < count; read++) {
                long byteOffset = in.readLong();
                long line = linesBefore + in.readLong();
                RejectReason reason = RejectReason.parse(in.readUTF());
                String raw = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
                consumer.accept(new FiledReject(file, new Reject(byteOffset, line, reason, raw)));
            }
        }
    }
}
