package io.ordermatrix.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordermatrix.csv.ScalarReader.Row;
import io.ordermatrix.testkit.Fuzz;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ChunkReaderTest {
    private static final int COLUMNS = 4;
    private static final int LONGEST_BUFFER = 1 << 20;

    /** A kernel and the sizes of a reader. */
    private record Setting(DelimiterKernel kernel, int bufferSize, int step, int longestRead) {
        static Setting random(DelimiterKernel kernel, Random random) {
            int[] buffers = {1, 7, 63, 64, 65, 100, 1000, 1 << 16};
            return new Setting(
                    kernel,
                    buffers[random.nextInt(buffers.length)],
                    DelimiterKernel.WORD * (1 + random.nextInt(4)),
                    1 + random.nextInt(300));
        }
    }

    static Stream<DelimiterKernel> kernels() {
        return Stream.concat(
                Stream.of(new SwarKernel(','), new SwarKernel(';'), new SwarKernel('\t')), vectorKernels());
    }

    /** As it is used here, and as it would be on a processor with AVX-512 that can move fewer kinds of lanes together. */
    private static Stream<DelimiterKernel> vectorKernels() {
        return Kernels.vector().stream().flatMap(kernel -> Stream.of(kernel, withoutBytes(kernel)));
    }

    private static DelimiterKernel withoutBytes(DelimiterKernel kernel) {
        try {
            // By reflection, since not every JVM has what its class needs.
            return kernel.getClass().getDeclaredConstructor(boolean.class).newInstance(false);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("It has such a constructor", e);
        }
    }

    static Stream<Arguments> kernelsAndSeeds() {
        return kernels().flatMap(kernel -> LongStream.range(0, 40).mapToObj(seed -> Arguments.of(kernel, seed)));
    }

    @Test
    void bothKernelsAreTestedWhereTheJvmHasTheModule() {
        assertThat(kernels()).hasSize(5);
        assertThat(kernels().map(DelimiterKernel::description))
                .contains(DelimiterKernel.fastest(',').description());
    }

    /** Of all 256 values, and longer than any part in which a kernel works. */
    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("kernelsAndSeeds")
    void marksTheDelimitersOfAnyBytes(DelimiterKernel kernel, long seed) {
        Random random = new Random(seed);
        int words = 1 + random.nextInt(1000);
        int from = ChunkReader.MARGIN + random.nextInt(DelimiterKernel.WORD);
        byte[] bytes = new byte[from + words * DelimiterKernel.WORD + ChunkReader.MARGIN];
        random.nextBytes(bytes);
        byte[] delimiters = {(byte) kernel.separator(), '\n', '"'};
        boolean quotes = random.nextBoolean();
        for (int at = 0; at < bytes.length; at++) {
            if (random.nextInt(8) == 0) {
                bytes[at] = delimiters[random.nextInt(delimiters.length)];
            }
            if (bytes[at] == '"' && !quotes) {
                bytes[at] = (byte) ('"' | 0x80);
            }
        }
        long[] expected = new long[words * DelimiterKernel.WORDS];
        for (int byteAt = 0; byteAt < words * DelimiterKernel.WORD; byteAt++) {
            int word = byteAt / DelimiterKernel.WORD * DelimiterKernel.WORDS;
            byte value = bytes[from + byteAt];
            expected[word] |= value == kernel.separator() || value == '\n' ? 1L << byteAt : 0;
            expected[word + 1] |= value == '\n' ? 1L << byteAt : 0;
            expected[word + 2] |= value == '"' ? 1L << byteAt : 0;
        }

        long[] bits = new long[expected.length];
        Arrays.fill(bits, -1);
        long anyQuote = kernel.mark(bytes, from, words, bits, 0);

        assertThat(bits).isEqualTo(expected);
        assertThat(anyQuote != 0).isEqualTo(quotes);
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("kernelsAndSeeds")
    void agreesWithAScalarReaderWhereverAFileIsCut(DelimiterKernel kernel, long seed) throws IOException {
        Random random = new Random(seed);
        byte[] file = DirtyFiles.make(seed, kernel.separator(), COLUMNS, random.nextInt(25));
        boolean header = random.nextBoolean();
        List<Row> expected = ScalarReader.rows(file, kernel.separator(), COLUMNS, header);
        for (int cut = 0; cut <= file.length + 1; cut++) {
            List<Row> rows = new ArrayList<>();
            Setting first = Setting.random(kernel, random);
            Setting second = Setting.random(kernel, random);
            long lines = read(file, 0, cut, header, first, random, rows);
            lines += read(file, cut, cut + file.length + 2, header, second, random, rows);
            assertThat(rows).as("cut at %s with %s and %s", cut, first, second).isEqualTo(expected);
            assertThat(lines).isEqualTo(expected.size());
        }
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("kernelsAndSeeds")
    void agreesWithAScalarReaderOnManySmallChunks(DelimiterKernel kernel, long seed) throws IOException {
        Random random = new Random(seed);
        byte[] file = DirtyFiles.make(1000 + seed, kernel.separator(), COLUMNS, random.nextInt(300));
        List<Row> expected = ScalarReader.rows(file, kernel.separator(), COLUMNS, true);
        int size = 1 + random.nextInt(200);
        Setting setting = Setting.random(kernel, random);
        List<Row> rows = new ArrayList<>();
        for (int start = 0; start < file.length; start += size) {
            read(file, start, start + size, true, setting, random, rows);
        }
        assertThat(rows).as("chunks of %s bytes with %s", size, setting).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void agreesWithAScalarReaderOnManyFilesWithRandomSizes(DelimiterKernel kernel) {
        Fuzz.seeds("ChunkReaderTest, " + kernel.description(), 500).forEach(seed -> {
            Random random = Fuzz.random(seed);
            byte[] file = DirtyFiles.make(
                    seed, kernel.separator(), COLUMNS, random.nextInt(100) == 0 ? 3000 : random.nextInt(40));
            int size = random.nextInt(1 + file.length / 2) + 1 + file.length / 8;
            Setting setting = Setting.random(kernel, random);
            List<Row> rows = new ArrayList<>();
            try {
                for (int start = 0; start < file.length; start += size) {
                    read(file, start, start + size, true, setting, random, rows);
                }
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            if (!rows.equals(ScalarReader.rows(file, kernel.separator(), COLUMNS, true))) {
                assertThat(rows)
                        .as("seed %s, chunks of %s bytes with %s", seed, size, setting)
                        .isEqualTo(ScalarReader.rows(file, kernel.separator(), COLUMNS, true));
            }
        });
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("kernelsAndSeeds")
    void agreesWithAScalarReaderOnAStreamOfUnknownLength(DelimiterKernel kernel, long seed) throws IOException {
        byte[] file = DirtyFiles.make(2000 + seed, kernel.separator(), COLUMNS, 4000);
        Setting setting = new Setting(kernel, 1 << 16, FieldIndex.STEP, 1 << 15);
        List<Row> rows = new ArrayList<>();
        read(file, 0, ChunkReader.UNKNOWN_END, true, setting, new Random(seed), rows);
        assertThat(rows).isEqualTo(ScalarReader.rows(file, kernel.separator(), COLUMNS, true));
    }

    @Test
    void hasRoomForRowsOfQuotesOnly() throws IOException {
        byte[] file = ("\"\"" + ",".repeat(30) + "\n").repeat(5_000).getBytes(StandardCharsets.UTF_8);
        Setting setting = new Setting(new SwarKernel(','), 1 << 17, FieldIndex.STEP, 1 << 15);
        List<Row> rows = new ArrayList<>();
        read(file, 0, file.length, false, setting, new Random(1), rows);
        assertThat(rows).isEqualTo(ScalarReader.rows(file, ',', COLUMNS, false));
    }

    @Test
    void countsLinesFromZeroIncludingBlankOnesAndTheHeader() throws IOException {
        ChunkReader reader = reader("a,b\n\n1,2\n3\n", 0, 100, 2, LONGEST_BUFFER);
        assertThat(reader.next()).isTrue();
        RowBlock rows = reader.rows();
        assertThat(rows.size()).isEqualTo(4);
        assertThat(rows.line(3)).isEqualTo(3);
        assertThat(rows.offset(3)).isEqualTo(9);
        assertThat(List.of(rows.kind(0), rows.kind(1), rows.kind(2), rows.kind(3)))
                .containsExactly(RowBlock.HEADER, RowBlock.BLANK, RowBlock.PLAIN, RowBlock.FIELD_COUNT);
        assertThat(reader.lines()).isEqualTo(4);
        assertThat(reader.next()).isFalse();
    }

    @Test
    void findsNoRowsInAnEmptyChunkOrStream() throws IOException {
        assertThat(reader("a,b\n1,2\n", 4, 4, 2, LONGEST_BUFFER).next()).isFalse();
        assertThat(reader("a,b\n1,2\n", 0, 0, 2, LONGEST_BUFFER).next()).isFalse();
        assertThat(reader("", 0, ChunkReader.UNKNOWN_END, 2, LONGEST_BUFFER).next())
                .isFalse();
        assertThat(reader("a,b\n1,2\n", 100, 200, 2, LONGEST_BUFFER).next()).isFalse();
    }

    @Test
    void readsLittleBeyondItsLastRow() throws IOException {
        byte[] file = "1,2\n".repeat(100_000).getBytes(StandardCharsets.US_ASCII);
        ByteArrayInputStream stream = new ByteArrayInputStream(file);
        ChunkReader reader = new ChunkReader(stream, 0, 1001, ',', 2, false);
        while (reader.next()) {}
        assertThat(reader.lines()).isEqualTo(251);
        assertThat(file.length - stream.available()).isLessThan(1001 + 8 * 1024);
    }

    @Test
    void rejectsARowThatNoArrayCanHold() throws IOException {
        ChunkReader reader = reader("a,b\n" + "x".repeat(5000) + "\n", 0, 6000, 2, 4096);
        assertThat(reader.next()).isTrue();
        assertThatThrownBy(reader::next)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("The row at byte 4 ")
                .hasMessageContaining("too long");
    }

    @Test
    void closesItsStream() throws IOException {
        boolean[] closed = new boolean[1];
        new ChunkReader(
                        new ByteArrayInputStream(new byte[0]) {
                            @Override
                            public void close() {
                                closed[0] = true;
                            }
                        },
                        0,
                        1,
                        ',',
                        1,
                        false)
                .close();
        assertThat(closed[0]).isTrue();
    }

    @Test
    void rejectsAnInvalidRange() {
        assertThatThrownBy(() -> reader("", 5, 4, 2, LONGEST_BUFFER)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> reader("", -1, 4, 2, LONGEST_BUFFER)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> reader("", 0, 4, 0, LONGEST_BUFFER)).isInstanceOf(IllegalArgumentException.class);
    }

    private static ChunkReader reader(String file, long start, long end, int columns, int longestBuffer) {
        byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
        return new ChunkReader(
                new ShortReads(bytes, ChunkReader.streamStart(start), new Random(1), 100),
                start,
                end,
                columns,
                true,
                new SwarKernel(','),
                1000,
                longestBuffer,
                FieldIndex.STEP);
    }

    private static long read(
            byte[] file, long start, long end, boolean header, Setting setting, Random random, List<Row> into)
            throws IOException {
        ShortReads stream = new ShortReads(file, ChunkReader.streamStart(start), random, setting.longestRead());
        try (ChunkReader reader = new ChunkReader(
                stream,
                start,
                end,
                COLUMNS,
                header,
                setting.kernel(),
                setting.bufferSize(),
                LONGEST_BUFFER,
                setting.step())) {
            RowBlock rows = reader.rows();
            while (reader.next()) {
                assertThat(rows.size()).isPositive();
                for (int row = 0; row < rows.size(); row++) {
                    into.add(row(rows, row));
                }
            }
            return reader.lines();
        }
    }

    private static Row row(RowBlock rows, int row) {
        List<String> fields = new ArrayList<>();
        for (int field = 0; field < rows.fields(row); field++) {
            fields.add(text(rows, rows.start(row, field), rows.end(row, field)));
        }
        return new Row(rows.offset(row), rows.kind(row), fields, text(rows, rows.rawStart(row), rows.rawEnd(row)));
    }

    private static String text(RowBlock rows, int start, int end) {
        return new String(rows.bytes(), start, end - start, StandardCharsets.ISO_8859_1);
    }
}
