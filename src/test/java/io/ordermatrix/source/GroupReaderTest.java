package io.ordermatrix.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.order.Selection;
import io.ordermatrix.source.ScanSpec.OnReject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events, rejects and accounting of files with every kind of trouble, cut wherever they can be cut. */
class GroupReaderTest {
    private static final String HEADER = Stream.concat(
                    OrderColumn.needed().stream().map(OrderColumn::columnName), Stream.of("note"))
            .reduce((left, right) -> left + "," + right)
            .orElseThrow();
    private static final List<String> ODD_VALUES = List.of(
            "",
            " ",
            "  7 ",
            "+3",
            "-3",
            "-0",
            "x",
            "1x",
            "1.0",
            "1.5",
            "1.",
            ".5",
            "1e3",
            "127",
            "128",
            "-128",
            "-129",
            "32768",
            "2147483647",
            "2147483648",
            "-2147483649",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775808",
            "18446744073709551617",
            "00000000000000000000000007",
            "\"7\"",
            "\" 8 \"",
            "\"7",
            "7\"",
            "\"7\"8",
            "\"\"",
            "\"a,b\"",
            "\"a\"\"b\"",
            "a,b",
            "\u00e9",
            "\u0000",
            "\r",
            "\t1",
            "6510615555426900571",
            "-6510615555426900571");

    @TempDir
    private Path folder;

    private final Configuration hadoop = new Configuration();

    /** What a reading of a file came to. */
    private record Reading(List<List<Long>> events, List<String> rejects, long lines, long blank, long kept) {}

    private Reading read(Path file, List<Chunk> chunks) throws IOException {
        List<InputFile> files = InputFiles.find(List.of(file.toString()), Map.of(), hadoop);
        Path records = Files.createTempDirectory(folder, "records");
        List<ChunkGroup> groups = new ArrayList<>();
        for (Chunk chunk : chunks) {
            groups.add(new ChunkGroup(groups.size(), List.of(chunk)));
        }
        ScanSpec spec =
                new ScanSpec(files, groups, Selection.everything(ZoneOffset.UTC), 0, OnReject.DROP, records.toString());
        List<List<Long>> events = new ArrayList<>();
        for (ChunkGroup group : groups) {
            OrderRows rows = new OrderRows(spec, new RowPredicate.Constant(true), new BitSet());
            try (GroupReader reader = new GroupReader(spec, group, rows, 1, hadoop)) {
                while (reader.next()) {
                    for (int row = 0; row < reader.batch().size(); row++) {
                        int at = row;
                        events.add(LongStream.range(0, OrderValues.NEEDED)
                                .mapToObj(place -> reader.batch().column((int) place)[at])
                                .toList());
                    }
                }
            }
        }
        ChunkRecords written = ChunkRecords.read(spec, hadoop);
        List<String> rejects = new ArrayList<>();
        written.forEachReject(
                files,
                reject -> rejects.add(reject.reject().line() + " "
                        + reject.reject().byteOffset() + " " + reject.reject().reason()));
        assertThat(written.accounting().imbalance()).isEmpty();
        return new Reading(
                events,
                rejects,
                written.accounting().lines(),
                written.accounting().blank(),
                written.accounting().kept());
    }

    private static byte[] troubledFile(Random random, int rows) {
        StringBuilder text = new StringBuilder(random.nextInt(4) == 0 ? "\u00EF\u00BB\u00BF" : "").append(HEADER);
        String newline = random.nextBoolean() ? "\n" : "\r\n";
        for (int row = 0; row < rows; row++) {
            text.append(newline);
            if (random.nextInt(8) == 0) {
                continue;
            }
            List<String> fields = new ArrayList<>(List.of(
                    "7904794000123881961",
                    "1725494536001032398",
                    "110621",
                    "3500",
                    "1",
                    "10",
                    "4",
                    "6",
                    "2048",
                    "69",
                    "2",
                    "text"));
            if (random.nextInt(3) == 0) {
                fields.set(random.nextInt(fields.size()), ODD_VALUES.get(random.nextInt(ODD_VALUES.size())));
            }
            if (random.nextInt(20) == 0) {
                fields.remove(random.nextInt(fields.size()));
            }
            text.append(String.join(",", fields));
        }
        text.append(random.nextBoolean() ? newline : "");
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void agreesWithAScalarReadingWhereverTheFileIsCut() throws IOException {
        long seed = new Random().nextLong();
        System.err.println("GroupReaderTest seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 3; round++) {
            byte[] bytes = troubledFile(random, 1 + random.nextInt(12));
            Path file = Files.write(folder.resolve("orders.csv"), bytes);
            ScalarOrders expected = ScalarOrders.read(bytes);
            for (int cut = 0; cut < bytes.length; cut++) {
                List<Chunk> chunks = cut == 0
                        ? List.of(new Chunk(0, 0, bytes.length))
                        : List.of(new Chunk(0, 0, cut), new Chunk(0, cut, bytes.length));
                Reading reading = read(file, chunks);
                assertThat(reading.events()).as("cut at %d", cut).isEqualTo(expected.events);
                assertThat(reading.rejects()).as("cut at %d", cut).isEqualTo(expected.rejects);
                assertThat(reading.lines()).isEqualTo(expected.lines);
                assertThat(reading.blank()).isEqualTo(expected.blank);
                assertThat(reading.kept()).isEqualTo(expected.events.size());
            }
        }
    }

    @Test
    void agreesWithAScalarReadingOfLargerFilesInManyChunks() throws IOException {
        long seed = new Random().nextLong();
        System.err.println("GroupReaderTest seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 10; round++) {
            byte[] bytes = troubledFile(random, random.nextInt(5000));
            Path file = Files.write(folder.resolve("orders.csv"), bytes);
            ScalarOrders expected = ScalarOrders.read(bytes);
            List<Chunk> chunks = new ArrayList<>();
            int step = 1 + random.nextInt(bytes.length);
            for (int start = 0; start < bytes.length; start += step) {
                chunks.add(new Chunk(0, start, Math.min(bytes.length, start + step)));
            }
            // Tiny chunks of a large file would take long, and say no more.
            Reading reading = read(file, chunks.size() > 200 ? List.of(new Chunk(0, 0, bytes.length)) : chunks);
            assertThat(reading.events()).isEqualTo(expected.events);
            assertThat(reading.rejects()).isEqualTo(expected.rejects);
            assertThat(reading.lines()).isEqualTo(expected.lines);
        }
    }
}
