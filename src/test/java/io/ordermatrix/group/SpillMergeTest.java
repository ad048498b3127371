package io.ordermatrix.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.scan.OrderSlots;
import io.ordermatrix.scan.RowBatch;
import io.ordermatrix.testkit.Fuzz;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each group comes back once, in order, with the totals of all its parts, however these were spilled. */
class SpillMergeTest {
    private static final List<OrderColumn> KEYS = List.of(
            OrderColumn.TRADE_DATE,
            OrderColumn.SECURITY_CODE,
            OrderColumn.EXCHANGEORDERTYPE,
            OrderColumn.ORDERSTATUS,
            OrderColumn.ORDER_ID);
    private static final List<OrderColumn> VALUES =
            List.of(OrderColumn.LEAVESQUANTITY, OrderColumn.QUANTITY, OrderColumn.PRICE, OrderColumn.TIMESTAMP);
    private static final Grouping GROUPING = new Grouping(
            KEYS,
            List.of(
                    Aggregate.sum("count", VALUES.get(0)),
                    Aggregate.sum("sum", VALUES.get(1)),
                    Aggregate.min("low", VALUES.get(2)),
                    Aggregate.max("high", VALUES.get(3))));
    private static final GroupLayout LAYOUT = GROUPING.layout();
    private static final int BUFFERED = 4 * RowBatch.CAPACITY;
    private static final int MOST_GROUPS = 20_000;

    private final Configuration hadoop = new Configuration();

    @TempDir
    private Path folder;

    /** A part of a group; parts with the same key belong to one group. */
    private record Part(List<Long> key, List<Long> values) {
        Part plus(Part other) {
            return new Part(
                    key,
                    List.of(
                            values.get(0) + other.values.get(0),
                            values.get(1) + other.values.get(1),
                            Math.min(values.get(2), other.values.get(2)),
                            Math.max(values.get(3), other.values.get(3))));
        }
    }

    private static final Comparator<List<Long>> KEY_ORDER = (one, other) -> IntStream.range(0, KEYS.size())
            .map(at -> Long.compare(one.get(at), other.get(at)))
            .filter(order -> order != 0)
            .findFirst()
            .orElse(0);

    static LongStream seeds() {
        return Fuzz.seeds("SpillMergeTest", 6);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void mergesLikeAddingUpOneByOne(long seed) throws IOException {
        Random random = Fuzz.random(seed);
        List<Part> all = new ArrayList<>();
        List<Path> directories = new ArrayList<>();
        int distinct = 1 + random.nextInt(3_000);
        for (int wave = 0; wave < 1 + random.nextInt(4); wave++) {
            Path directory = Files.createDirectory(folder.resolve("wave-" + wave));
            for (int task = 0; task < 1 + random.nextInt(4); task++) {
                List<Part> parts =
                        randomParts(random, random.nextInt(8_000), distinct).toList();
                all.addAll(parts);
                spill(parts, directory, task);
            }
            directories.add(directory);
        }
        assertThat(merged(directories).stream().flatMap(List::stream).toList())
                .as("seed %d", seed)
                .containsExactlyElementsOf(addedUp(all));

        int most = 2 + random.nextInt(4);
        assertThat(merged(List.of(mergeUntilFew(directories, most))).stream()
                        .flatMap(List::stream)
                        .toList())
                .as("seed %d, at most %d spills", seed, most)
                .containsExactlyElementsOf(addedUp(all));
    }

    /** Merges sets of spills until there are few enough, and checks that each set becomes one spill. */
    private Path mergeUntilFew(List<Path> directories, int most) throws IOException {
        List<Path> now = directories;
        int pass = 0;
        while (true) {
            Spills spills = spills(now);
            int count = count(now);
            List<KeyRange> sets = spills.setsToMergeFirst(most);
            assertThat(sets.isEmpty()).isEqualTo(count <= most);
            Path directory = Files.createDirectory(folder.resolve("pass-" + pass));
            if (sets.isEmpty()) {
                sets = List.of(spills.everything());
            }
            for (int set = 0; set < sets.size(); set++) {
                try (SortedGroups groups = GROUPING.merge(sets.get(set), hadoop);
                        SpillWriter writer = writer(directory, set)) {
                    while (groups.next()) {
                        writer.add(groups.columns(), groups.from(), groups.to(), groups.text());
                    }
                    writer.commit();
                }
            }
            if (count <= most) {
                return directory;
            }
            assertThat(count(List.of(directory))).isEqualTo((count + most - 1) / most);
            now = List.of(directory);
            pass++;
        }
    }

    @Test
    void sortedGroupsAreOneSpillHoweverMany() throws IOException {
        List<Part> parts = addedUp(randomParts(new Random(3), 40_000, 90_000).toList());
        assertThat(parts.size()).isGreaterThan(4 * BUFFERED);
        spill(parts, folder, 0);
        assertThat(count(List.of(folder))).isEqualTo(1);
        assertThat(merged(List.of(folder)).stream().flatMap(List::stream).toList())
                .containsExactlyElementsOf(parts);
    }

    @Test
    void rangesAreOfSimilarSizeWhateverTheKeys() throws IOException {
        // Half of all parts are of one security.
        Random random = new Random(9);
        List<Part> parts = IntStream.range(0, 60_000)
                .mapToObj(at -> part(19_968, at % 2 == 0 ? 7 : random.nextInt(1_000), random.nextInt(500), 0, at, 1))
                .toList();
        for (int task = 0; task < 3; task++) {
            spillSorted(parts.subList(20_000 * task, 20_000 * (task + 1)), folder, task);
        }
        assertThat(count(List.of(folder))).isEqualTo(3);
        List<List<Part>> ranges = merged(List.of(folder));
        assertThat(ranges).hasSize(3);
        // One third each, give or take a block of each spill.
        int tolerance = count(List.of(folder)) * SortedGroups.MOST;
        assertThat(ranges)
                .allSatisfy(range -> assertThat(range.size()).isBetween(20_000 - tolerance, 20_000 + tolerance));
    }

    @Test
    void rowsWithEqualKeysKeepTheOrderOfTheInput() throws IOException {
        // Two tasks with several spills each, and all rows have one of two keys.
        List<Long> expected = new ArrayList<>();
        for (int task = 0; task < 2; task++) {
            int first = task * 20_000;
            spill(
                    IntStream.range(first, first + 20_000)
                            .mapToObj(at -> part(1, at % 2, 0, 0, 0, at))
                            .toList(),
                    folder,
                    task);
        }
        IntStream.range(0, 40_000).filter(at -> at % 2 == 0).forEach(at -> expected.add((long) at));
        IntStream.range(0, 40_000).filter(at -> at % 2 == 1).forEach(at -> expected.add((long) at));
        List<Long> found = new ArrayList<>();
        for (Spills.Part range : spills(List.of(folder)).parts(10_000)) {
            try (SpillMerge rows = new SpillMerge(range.range(), LAYOUT, hadoop)) {
                while (rows.next()) {
                    for (int row = rows.from(); row < rows.to(); row++) {
                        found.add(rows.columns()[LAYOUT.words() + 1][row]);
                    }
                }
            }
        }
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void readsNothingIfNothingWasWritten() throws IOException {
        spill(List.of(), folder, 0);
        assertThat(folder).isEmptyDirectory();
        assertThat(merged(List.of(folder))).isEmpty();
    }

    @Test
    void aSumThatOverflowsIsAnError() throws IOException {
        spill(List.of(part(1, 1, 1, 1, 1, Long.MAX_VALUE), part(1, 1, 1, 1, 1, 1)), folder, 0);
        assertThatThrownBy(() -> merged(List.of(folder)))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("sum overflows 64 bits");
    }

    @Test
    void aTruncatedFileIsNamedInTheError() throws IOException {
        spill(randomParts(new Random(1), 100, 50).toList(), folder, 0);
        Path file = spilled();
        byte[] bytes = Files.readAllBytes(file);
        overwrite(file, Arrays.copyOf(bytes, bytes.length - 8));
        assertThatThrownBy(() -> merged(List.of(folder)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file + ": not a file of spills");
    }

    @Test
    void anyByteOfABlockThatChangedIsAnErrorThatNamesTheFile() throws IOException {
        spill(randomParts(new Random(2), 20, 1_000).toList(), folder, 0);
        Path file = spilled();
        byte[] bytes = Files.readAllBytes(file);
        // The footer begins with the offset of the index, which follows all blocks.
        int index = Math.toIntExact(ByteBuffer.wrap(bytes).getLong(bytes.length - 20));
        for (int at = 0; at < index; at++) {
            byte[] changed = bytes.clone();
            changed[at] ^= 1;
            overwrite(file, changed);
            assertThatThrownBy(() -> merged(List.of(folder))).as("byte %d", at).isInstanceOf(IOException.class);
        }
        overwrite(file, bytes);
        assertThat(merged(List.of(folder))).isNotEmpty();
    }

    /** Removes the checksum file of Hadoop's local file system; HDFS and others have no such file. */
    private static void overwrite(Path file, byte[] bytes) throws IOException {
        Files.write(file, bytes);
        Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
    }

    private Path spilled() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(SpillFormat.SUFFIX))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Stream<Part> randomParts(Random random, int count, int distinct) {
        return IntStream.range(0, count).mapToObj(at -> {
            // Few keys, including the extremes of each type.
            Random key = new Random(random.nextInt(distinct));
            return part(
                    10_000L * (key.nextInt(5) - 2),
                    any(key, Integer.MIN_VALUE, Integer.MAX_VALUE, key.nextInt()),
                    any(key, Short.MIN_VALUE, Short.MAX_VALUE, key.nextInt(10)),
                    any(key, Byte.MIN_VALUE, Byte.MAX_VALUE, key.nextInt(24)),
                    any(key, Long.MIN_VALUE, Long.MAX_VALUE, key.nextLong()),
                    random.nextInt());
        });
    }

    private static long any(Random random, long smallest, long largest, long other) {
        int choice = random.nextInt(8);
        return choice == 0 ? smallest : choice == 1 ? largest : other;
    }

    private static Part part(long day, long code, long small, long tiny, long big, long value) {
        return new Part(List.of(day, code, small, tiny, big), List.of(Math.abs(value % 7), value, value, value / 3));
    }

    private static List<Part> addedUp(List<Part> parts) {
        TreeMap<List<Long>, Part> sums = new TreeMap<>(KEY_ORDER);
        parts.forEach(part -> sums.merge(part.key(), part, Part::plus));
        return List.copyOf(sums.values());
    }

    private SpillWriter writer(Path directory, int task) throws IOException {
        return new SpillWriter(LAYOUT, new org.apache.hadoop.fs.Path(directory.toUri()), task, 1, hadoop);
    }

    private void spillSorted(List<Part> parts, Path directory, int task) throws IOException {
        spill(parts, directory, task, parts.size());
    }

    private void spill(List<Part> parts, Path directory, int task) throws IOException {
        spill(parts, directory, task, BUFFERED);
    }

    /** Spills parts in their order, sorted a buffer at a time. */
    private void spill(List<Part> parts, Path directory, int task, int buffered) throws IOException {
        try (SpillWriter writer = writer(directory, task)) {
            for (int from = 0; from < parts.size(); from += buffered) {
                List<Part> sorted = new ArrayList<>(parts.subList(from, Math.min(parts.size(), from + buffered)));
                sorted.sort(Comparator.comparing(Part::key, KEY_ORDER));
                for (Part part : sorted) {
                    writer.add(packed(part), 0);
                }
                writer.endSorted();
            }
            writer.commit();
        }
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).noneMatch(file -> file.getFileName().toString().startsWith("_"));
        }
    }

    /** A part as a table keeps it. */
    private static long[] packed(Part part) {
        RowBatch batch = new RowBatch();
        for (int key = 0; key < KEYS.size(); key++) {
            batch.column(OrderSlots.of(KEYS.get(key)))[0] = part.key().get(key);
        }
        batch.setSize(1);
        long[][] words = new long[LAYOUT.words()][1];
        LAYOUT.pack(batch, words);
        return LongStream.concat(
                        Arrays.stream(words).mapToLong(word -> word[0]),
                        part.values().stream().mapToLong(Long::longValue))
                .toArray();
    }

    private Spills spills(List<Path> directories) throws IOException {
        return Spills.find(SpillDirectory.whole(paths(directories)), LAYOUT, hadoop);
    }

    private int count(List<Path> directories) throws IOException {
        int count = 0;
        for (org.apache.hadoop.fs.Path directory : paths(directories)) {
            count += SpillFormat.spills(directory, LAYOUT.words(), hadoop).size();
        }
        return count;
    }

    private static List<org.apache.hadoop.fs.Path> paths(List<Path> directories) {
        return directories.stream()
                .map(directory -> new org.apache.hadoop.fs.Path(directory.toUri()))
                .toList();
    }

    /** The groups of each range. */
    private List<List<Part>> merged(List<Path> directories) throws IOException {
        List<List<Part>> ranges = new ArrayList<>();
        for (Spills.Part range : spills(directories).parts(MOST_GROUPS)) {
            List<Part> parts = new ArrayList<>();
            try (SortedGroups groups = GROUPING.merge(range.range(), hadoop)) {
                while (groups.next()) {
                    for (int group = groups.from(); group < groups.to(); group++) {
                        parts.add(part(groups.columns(), group));
                    }
                }
            }
            assertThat(parts).allMatch(part -> part.key().get(0) == range.firstKey());
            ranges.add(parts);
        }
        return ranges;
    }

    private static Part part(long[][] groups, int group) {
        return new Part(
                IntStream.range(0, KEYS.size())
                        .mapToObj(key -> LAYOUT.key(key, groups, group))
                        .toList(),
                Arrays.stream(groups, LAYOUT.words(), groups.length)
                        .map(column -> column[group])
                        .toList());
    }
}
