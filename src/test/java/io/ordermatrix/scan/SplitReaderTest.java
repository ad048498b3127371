package io.ordermatrix.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermatrix.input.Chunk;
import io.ordermatrix.input.InputFile;
import io.ordermatrix.input.InputFiles;
import io.ordermatrix.input.Split;
import io.ordermatrix.order.RowAccounting;
import io.ordermatrix.scan.ScanSpec.OnReject;
import io.ordermatrix.testkit.Fuzz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events, rejects and accounting of files with all kinds of bad rows, cut anywhere. */
class SplitReaderTest {
    /** Longer files are not cut at every byte. */
    private static final int SHORT_FILE = 600;
    /** Among this many files, at least one is short and uncompressed. */
    private static final int MOST_TRIES = 1000;

    @TempDir
    private Path folder;

    private Path records;

    private final Configuration hadoop = BareLocalFileSystem.configuration();
    /** Where the lines of all files went, for people. */
    private final Map<String, Long> totals = new TreeMap<>();

    /** The result of reading a file. */
    private record Reading(List<List<Long>> events, List<String> rejects, RowAccounting accounting) {}

    /** A file as it was written, and what reading it should give. */
    private record Case(long seed, DirtyOrders orders, List<InputFile> files, ScalarOrders expected) {}

    @BeforeEach
    void makeFolder() throws IOException {
        records = Files.createDirectory(folder.resolve("records"));
    }

    private Case write(long seed) throws IOException {
        DirtyOrders orders = DirtyOrders.of(seed);
        Path file = folder.resolve(orders.fileName() + (orders.compressed() ? ".gz" : ""));
        Files.write(file, orders.stored(Fuzz.random(seed)));
        return new Case(
                seed,
                orders,
                InputFiles.find(List.of(BareLocalFileSystem.name(file)), orders.lines(), hadoop),
                ScalarOrders.read(orders));
    }

    private Reading read(Case dirty, List<Split> splits) throws IOException {
        ScanSpec spec = new ScanSpec(
                dirty.files(),
                splits,
                dirty.orders().selection(),
                dirty.orders().format(),
                OnReject.DROP,
                BareLocalFileSystem.name(records));
        BitSet wanted = new BitSet();
        wanted.set(0, OrderSlots.COUNT);
        List<List<Long>> events = new ArrayList<>();
        for (Split split : splits) {
            OrderRows rows = new OrderRows(spec, new RowPredicate.Constant(true), WantedColumns.of(wanted));
            try (SplitReader reader = new SplitReader(spec, split, rows, 1, hadoop)) {
                while (reader.next()) {
                    for (int row = 0; row < reader.batch().size(); row++) {
                        int at = row;
                        events.add(IntStream.range(0, OrderSlots.COUNT)
                                .mapToObj(slot -> reader.batch().column(slot)[at])
                                .toList());
                    }
                }
            }
        }
        List<Chunk> chunks =
                splits.stream().flatMap(split -> split.chunks().stream()).toList();
        ChunkRecords written =
                ChunkRecords.read(List.of(new org.apache.hadoop.fs.Path(spec.recordDirectory())), chunks, hadoop);
        List<String> rejects = new ArrayList<>();
        written.forEachReject(dirty.files(), filed -> {
            Reject reject = filed.reject();
            rejects.add(ScalarOrders.text(
                    reject.line(), reject.byteOffset(), reject.reason().toString(), reject.raw()));
        });
        for (Split split : splits) {
            Files.deleteIfExists(records.resolve("split-%08d.json".formatted(split.number())));
            Files.deleteIfExists(records.resolve("split-%08d.rejects".formatted(split.number())));
        }
        return new Reading(events, rejects, written.accounting());
    }

    private void assertReadAsExpected(Case dirty, List<Split> splits) throws IOException {
        Reading reading = read(dirty, splits);
        ScalarOrders expected = dirty.expected();
        int header = dirty.orders().lines().hasHeaderLine() ? 1 : 0;
        RowAccounting accounting = new RowAccounting(
                expected.lines,
                header,
                expected.blank,
                expected.rejected,
                expected.lines - header - expected.blank - expected.rejects.size(),
                expected.dropped,
                expected.events.size());
        // Compares before describing: a description for each of many readings would take longer than the readings.
        if (!reading.accounting().equals(accounting)
                || !reading.rejects().equals(expected.rejects)
                || !reading.events().equals(expected.events)) {
            String what = "-Dordermatrix.fuzz-seed=%d -Dordermatrix.fuzz-files=1, %s, %s"
                    .formatted(dirty.seed(), dirty.orders().selection(), splits);
            assertThat(reading.rejects()).as(what).isEqualTo(expected.rejects);
            assertThat(reading.accounting()).as(what).isEqualTo(accounting);
            assertThat(reading.events()).as(what).isEqualTo(expected.events);
        }
        assertThat(reading.accounting().imbalance()).isEmpty();
    }

    private void count(Case dirty) {
        ScalarOrders expected = dirty.expected();
        totals.merge("files", 1L, Long::sum);
        totals.merge("lines", (long) expected.lines, Long::sum);
        totals.merge("blank", (long) expected.blank, Long::sum);
        totals.merge("kept", (long) expected.events.size(), Long::sum);
        expected.rejected.forEach((reason, rows) -> totals.merge("rejected " + reason, rows, Long::sum));
        expected.dropped.forEach((filter, rows) -> totals.merge("dropped " + filter.label(), rows, Long::sum));
    }

    private static Split whole(Case dirty) {
        return new Split(0, List.of(new Chunk(0, 0, dirty.files().get(0).length())));
    }

    /** Cuts a file at random bytes, and randomly joins neighbouring chunks into splits. */
    private static List<Split> cut(Case dirty, Random random) {
        long length = dirty.files().get(0).length();
        if (dirty.orders().compressed()) {
            return List.of(whole(dirty));
        }
        long[] cuts;
        if (random.nextBoolean()) {
            // Many chunks would take long, because each has its own large buffer, and would not test more.
            long step = Math.max(1 + random.nextLong(length), length / 8);
            cuts = LongStream.iterate(step, cut -> cut < length, cut -> cut + step)
                    .toArray();
        } else {
            cuts = random.longs(1 + random.nextInt(4), 1, length)
                    .distinct()
                    .sorted()
                    .toArray();
        }
        int inSplit = 1 + random.nextInt(3);
        List<Split> splits = new ArrayList<>();
        List<Chunk> chunks = new ArrayList<>();
        long start = 0;
        for (int at = 0; at <= cuts.length; at++) {
            long end = at < cuts.length ? cuts[at] : length;
            chunks.add(new Chunk(0, start, end));
            if (chunks.size() == inSplit || at == cuts.length) {
                splits.add(new Split(splits.size(), chunks));
                chunks = new ArrayList<>();
            }
            start = end;
        }
        return splits;
    }

    /** Every short uncompressed file is cut at every byte, however many files there are. */
    @Test
    void agreesWithAScalarReadingWhereverAFileIsCut() throws IOException {
        long files = Fuzz.count("ordermatrix.cut-files", 12);
        long cutFiles = 0;
        long readings = 0;
        long first = Fuzz.firstSeed();
        for (long seed = first; cutFiles < files && seed < first + MOST_TRIES * files; seed++) {
            Case dirty = write(seed);
            long length = dirty.files().get(0).length();
            if (length > SHORT_FILE || dirty.orders().compressed()) {
                continue;
            }
            for (long cut = 1; cut < length; cut++) {
                assertReadAsExpected(
                        dirty, List.of(new Split(0, List.of(new Chunk(0, 0, cut), new Chunk(0, cut, length)))));
            }
            cutFiles++;
            readings += length - 1;
        }
        System.err.printf("SplitReaderTest: %d short files cut at every byte, %d readings%n", cutFiles, readings);
        assertThat(cutFiles).isEqualTo(files);
        assertThat(readings).isGreaterThan(100 * files);
    }

    @Test
    void agreesWithAScalarReadingOfManyFilesCutAtRandom() throws IOException {
        long[] seeds = Fuzz.seeds("SplitReaderTest, many files", 500).toArray();
        for (long seed : seeds) {
            Case dirty = write(seed);
            Random random = Fuzz.random(seed);
            assertReadAsExpected(dirty, List.of(whole(dirty)));
            assertReadAsExpected(dirty, cut(dirty, random));
            count(dirty);
        }
        System.err.println("SplitReaderTest, many files: " + totals);
    }
}
