package io.ordermatrix.scan;

import io.ordermatrix.file.Json;
import io.ordermatrix.input.Chunk;
import io.ordermatrix.input.InputFile;
import io.ordermatrix.order.RejectReason;
import io.ordermatrix.order.RowAccounting;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The records of a run's chunks, in the order of the chunks. The run's accounting is their sum. */
public final class ChunkRecords {
    private static final String RECORD_SUFFIX = ".json";
    private static final String REJECT_SUFFIX = ".rejects";
    private static final Pattern RECORD_FILE = Pattern.compile("split-\\d+\\.json");

    private final Configuration hadoop;
    private final List<SplitRecord> splits;

    private ChunkRecords(List<SplitRecord> splits, Configuration hadoop) {
        this.hadoop = hadoop;
        this.splits = List.copyOf(splits);
    }

    /**
     * The records of one split.
     *
     * @param rejects the file with its rejects, which exists if it has any
     */
    private record SplitRecord(List<ChunkRecord> chunks, Path rejects) {
        long rejectedRows() {
            return chunks.stream()
                    .mapToLong(record -> record.accounting().rejectedRows())
                    .sum();
        }
    }

    /**
     * A reject and the file that holds it.
     *
     * @param reject its line is counted in that file
     */
    public record FiledReject(InputFile file, Reject reject) {}

    /** Receives one reject after the other. */
    public interface RejectConsumer {
        void accept(FiledReject reject) throws IOException;
    }

    /**
     * Reads the records of several scans.
     *
     * @param directories where the scans have written them, in the order of their chunks
     * @param expected the chunks of all of them, in order
     * @throws IOException if a record is missing, which means that its split was not read to its end
     */
    public static ChunkRecords read(List<Path> directories, List<Chunk> expected, Configuration hadoop)
            throws IOException {
        List<SplitRecord> splits = new ArrayList<>();
        for (Path directory : directories) {
            splits.addAll(read(directory, directory.getFileSystem(hadoop)));
        }
        ChunkRecords records = new ChunkRecords(splits, hadoop);
        List<Chunk> found = records.chunks().map(ChunkRecord::chunk).toList();
        if (!found.equals(expected)) {
            throw new IOException("expected the records of %d chunks, found those of %d, and they do not match"
                    .formatted(expected.size(), found.size()));
        }
        return records;
    }

    private static List<SplitRecord> read(Path directory, FileSystem fileSystem) throws IOException {
        Path[] files = Arrays.stream(fileSystem.listStatus(directory))
                .map(FileStatus::getPath)
                .filter(path -> RECORD_FILE.matcher(path.getName()).matches())
                .sorted()
                .toArray(Path[]::new);
        List<SplitRecord> splits = new ArrayList<>();
        for (Path file : files) {
            try (var record = fileSystem.open(file)) {
                List<ChunkRecord> chunks = List.of(Json.COMPACT.readValue(record.readAllBytes(), ChunkRecord[].class));
                String rejects = file.getName().replace(RECORD_SUFFIX, REJECT_SUFFIX);
                splits.add(new SplitRecord(chunks, new Path(directory, rejects)));
            }
        }
        return splits;
    }

    static Path recordFile(String directory, int split) {
        return new Path(directory, String.format(Locale.ROOT, "split-%08d%s", split, RECORD_SUFFIX));
    }

    static Path rejectFile(String directory, int split) {
        return new Path(directory, String.format(Locale.ROOT, "split-%08d%s", split, REJECT_SUFFIX));
    }

    public RowAccounting accounting() {
        return chunks().map(ChunkRecord::accounting).reduce(RowAccounting.NONE, RowAccounting::plus);
    }

    private Stream<ChunkRecord> chunks() {
        return splits.stream().map(SplitRecord::chunks).flatMap(List::stream);
    }

    /**
     * What became of the rows of one file.
     *
     * @param file its index in the list of input files
     * @param dates of its kept rows, in order, as days since 1970-01-01
     * @param checksum see {@link ContentChecksum}
     */
    public record FileRecord(int file, RowAccounting accounting, List<Integer> dates, int checksum) {
        private static FileRecord of(ChunkRecord chunk) {
            return new FileRecord(chunk.chunk().file(), chunk.accounting(), chunk.dates(), chunk.checksum());
        }

        private FileRecord with(ChunkRecord chunk) {
            SortedSet<Integer> all = new TreeSet<>(dates);
            all.addAll(chunk.dates());
            return new FileRecord(
                    file,
                    accounting.plus(chunk.accounting()),
                    List.copyOf(all),
                    ContentChecksum.joined(
                            checksum, chunk.checksum(), chunk.chunk().bytes()));
        }
    }

    /** Passes on the records of whole files, in order. */
    public void forEachFile(Consumer<FileRecord> consumer) {
        FileRecord file = null;
        for (SplitRecord split : splits) {
            for (ChunkRecord chunk : split.chunks()) {
                if (file != null && file.file() == chunk.chunk().file()) {
                    file = file.with(chunk);
                } else {
                    if (file != null) {
                        consumer.accept(file);
                    }
                    file = FileRecord.of(chunk);
                }
            }
        }
        if (file != null) {
            consumer.accept(file);
        }
    }

    /** No records. */
    public static ChunkRecords none(Configuration hadoop) {
        return new ChunkRecords(List.of(), hadoop);
    }

    /** Passes on every reject, in the order of the files and of the rows in them. */
    public void forEachReject(List<InputFile> files, RejectConsumer consumer) throws IOException {
        forEachReject(files, Long.MAX_VALUE, consumer);
    }

    /** The first rejects of a run, at most this many. */
    public List<FiledReject> firstRejects(List<InputFile> files, int most) throws IOException {
        List<FiledReject> first = new ArrayList<>();
        forEachReject(files, most, first::add);
        return first;
    }

    private void forEachReject(List<InputFile> files, long most, RejectConsumer consumer) throws IOException {
        long left = most;
        int file = -1;
        long linesBefore = 0;
        for (SplitRecord split : splits) {
            boolean any = left > 0 && split.rejectedRows() > 0;
            try (DataInputStream rejects = any ? open(split.rejects()) : null) {
                for (ChunkRecord record : split.chunks()) {
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

    private DataInputStream open(Path rejects) throws IOException {
        return new DataInputStream(
                new BufferedInputStream(rejects.getFileSystem(hadoop).open(rejects)));
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
