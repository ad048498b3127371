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

/** Events, rejects and accounting of files with every kind of trouble, cut wherever they can be cut. */
class SplitReaderTest {
    /** A file longer than that is not cut at each of its bytes. */
    private static final int SHORT_FILE = 600;
    /** Of so many files at least one is short and plain. */
    private static final int MOST_TRIES = 1000;

    @TempDir
    private Path folder;

    private Path records;

    private final Configuration hadoop = BareLocalFileSystem.configuration();
    /** Where lines went, over all files, for people. */
    private final Map<String, Long> totals = new TreeMap<>();

    /** What a reading of a file came to. */
    private record Reading(List<List<Long>> events, List<String> rejects, RowAccounting accounting) {}

    /** A file as it was written, and what it should be read as. */
    private record Case(long seed, TroubledOrders orders, List<InputFile> files, ScalarOrders expected) {}

    @BeforeEach
    void makeFolder() throws IOException {
        records = Files.createDirectory(folder.resolve("records"));
    }

    private Case write(long seed) throws IOException {
        TroubledOrders orders = TroubledOrders.of(seed);
        Path file = folder.resolve(orders.compressed() ? "orders.csv.gz" : "orders.csv");
        Files.write(file, orders.stored(Fuzz.random(seed)));
        return new Case(
                seed,
                orders,
                InputFiles.find(List.of(BareLocalFileSystem.name(file)), orders.aliases(), hadoop),
                ScalarOrders.read(orders.text(), orders.aliases(), orders.selection(), orders.priceDecimals()));
    }

    private Reading read(Case troubled, List<Split> splits) throws IOException {
        ScanSpec spec = new ScanSpec(
                troubled.files(),
                splits,
                troubled.orders().selection(),
                troubled.orders().priceDecimals(),
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
        written.forEachReject(troubled.files(), filed -> {
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

    private void assertReadAsExpected(Case troubled, List<Split> splits) throws IOException {
        Reading reading = read(troubled, splits);
        ScalarOrders expected = troubled.expected();
        RowAccounting accounting = new RowAccounting(
                expected.lines,
                1,
                expected.blank,
                expected.rejected,
                expected.lines - 1 - expected.blank - expected.rejects.size(),
                expected.dropped,
                expected.events.size());
        // Plain comparisons first: a description for each of many readings would take longer than the readings.
        if (!reading.accounting().equals(accounting)
                || !reading.rejects().equals(expected.rejects)
                || !reading.events().equals(expected.events)) {
            String what = "-Dordermatrix.fuzz-seed=%d -Dordermatrix.fuzz-files=1, %s, %s"
                    .formatted(troubled.seed(), troubled.orders().selection(), splits);
            assertThat(reading.rejects()).as(what).isEqualTo(expected.rejects);
            assertThat(reading.accounting()).as(what).isEqualTo(accounting);
            assertThat(reading.events()).as(what).isEqualTo(expected.events);
        }
        assertThat(reading.accounting().imbalance()).isEmpty();
    }

    private void count(Case troubled) {
        ScalarOrders expected = troubled.expected();
        totals.merge("files", 1L, Long::sum);
        totals.merge("lines", (long) expected.lines, Long::sum);
        totals.merge("blank", (long) expected.blank, Long::sum);
        totals.merge("kept", (long) expected.events.size(), Long::sum);
        expected.rejected.forEach((reason, rows) -> totals.merge("rejected " + reason, rows, Long::sum));
        expected.dropped.forEach((filter, rows) -> totals.merge("dropped " + filter.label(), rows, Long::sum));
    }

    private static Split whole(Case troubled) {
        return new Split(0, List.of(new Chunk(0, 0, troubled.files().get(0).length())));
    }

    /** Cuts a file at some of its bytes, and joins neighbouring chunks to splits by chance. */
    private static List<Split> cut(Case troubled, Random random) {
        long length = troubled.files().get(0).length();
        if (troubled.orders().compressed()) {
            return List.of(whole(troubled));
        }
        long[] cuts;
        if (random.nextBoolean()) {
            // Many chunks would take long, because each has a large buffer of its own, and say no more.
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

    /** Every file that is short and plain, of twelve as of a hundred thousand, is cut at every byte. */
    @Test
    void agreesWithAScalarReadingWhereverAFileIsCut() throws IOException {
        long files = Fuzz.count("ordermatrix.cut-files", 12);
        long cutFiles = 0;
        long readings = 0;
        long first = Fuzz.firstSeed();
        for (long seed = first; cutFiles < files && seed < first + MOST_TRIES * files; seed++) {
            Case troubled = write(seed);
            long length = troubled.files().get(0).length();
            if (length > SHORT_FILE || troubled.orders().compressed()) {
                continue;
            }
            for (long cut = 1; cut < length; cut++) {
                assertReadAsExpected(
                        troubled, List.of(new Split(0, List.of(new Chunk(0, 0, cut), new Chunk(0, cut, length)))));
            }
            cutFiles++;
            readings += length - 1;
        }
        System.err.printf("SplitReaderTest: %d short files cut at every byte, %d readings%n", cutFiles, readings);
        assertThat(cutFiles).isEqualTo(files);
        assertThat(readings).isGreaterThan(100 * files);
    }

    @Test
    void agreesWithAScalarReadingOfManyFilesCutByChance() throws IOException {
        long[] seeds = Fuzz.seeds("SplitReaderTest, many files", 500).toArray();
        for (long seed : seeds) {
            Case troubled = write(seed);
            Random random = Fuzz.random(seed);
            assertReadAsExpected(troubled, List.of(whole(troubled)));
            assertReadAsExpected(troubled, cut(troubled, random));
            count(troubled);
        }
        System.err.println("SplitReaderTest, many files: " + totals);
    }
}
