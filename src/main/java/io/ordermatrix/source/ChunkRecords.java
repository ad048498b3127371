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
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The records that the chunks of a run have left, in the order of the chunks. The run's accounting is their sum. */
public final class ChunkRecords {
    private final String directory;
    private final FileSystem fileSystem;
    /** Of each group, by its number. */
    private final SortedMap<Integer, List<ChunkRecord>> groups;

    private ChunkRecords(String directory, FileSystem fileSystem, SortedMap<Integer, List<ChunkRecord>> groups) {
        this.directory = directory;
        this.fileSystem = fileSystem;
        this.groups = groups;
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
     * @throws IOException if one is missing, which means that its group was not read to its end
     */
    public static ChunkRecords read(ScanSpec spec, Configuration hadoop) throws IOException {
        String directory = spec.records().orElseThrow();
        FileSystem fileSystem = new Path(directory).getFileSystem(hadoop);
        ObjectMapper json = new ObjectMapper();
        SortedMap<Integer, List<ChunkRecord>> groups = new TreeMap<>();
        for (ChunkGroup group : spec.groups()) {
            try (var file = fileSystem.open(recordFile(directory, group.number()))) {
                groups.put(group.number(), List.of(json.readValue(file.readAllBytes(), ChunkRecord[].class)));
            }
        }
        return new ChunkRecords(directory, fileSystem, groups);
    }

    static Path recordFile(String directory, int group) {
        return new Path(directory, "group-%08d.json".formatted(group));
    }

    static Path rejectFile(String directory, int group) {
        return new Path(directory, "group-%08d.rejects".formatted(group));
    }

    public RowAccounting accounting() {
        return groups.values().stream()
                .flatMap(List::stream)
                .map(ChunkRecord::accounting)
                .reduce(RowAccounting.NONE, RowAccounting::plus);
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
        for (int group : groups.keySet()) {
            List<ChunkRecord> records = groups.get(group);
            boolean any =
                    records.stream().anyMatch(record -> record.accounting().rejectedRows() > 0);
            try (DataInputStream rejects = any && left > 0 ? open(group) : null) {
                for (ChunkRecord record : records) {
                    linesBefore = record.chunk().file() == file ? linesBefore : 0;
                    file = record.chunk().file();
                    long count = Math.min(left, record.accounting().rejectedRows());
                    readRejects(rejects, count, linesBefore, files.get(file), consumer);
                    left -= count;
                    linesBefore += record.accounting().lines();
                }
            }
        }
    }

    private DataInputStream open(int group) throws IOException {
        return new DataInputStream(new BufferedInputStream(fileSystem.open(rejectFile(directory, group))));
    }

    private static void readRejects(
            DataInputStream rejects, long count, long linesBefore, InputFile file, RejectConsumer consumer)
            throws IOException {
        for (long read = 0; read < count; read++) {
            long byteOffset = rejects.readLong();
            long line = linesBefore + rejects.readLong();
            RejectReason reason = RejectReason.parse(rejects.readUTF());
            String raw = new String(rejects.readNBytes(rejects.readInt()), StandardCharsets.UTF_8);
            consumer.accept(new FiledReject(file, new Reject(byteOffset, line, reason, raw)));
        }
    }
}
