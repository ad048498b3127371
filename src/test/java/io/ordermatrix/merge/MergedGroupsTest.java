package io.ordermatrix.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordermatrix.Fuzz;
import io.ordermatrix.TestSpark;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.source.EventAggregate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Groups come back once each, in order, with what all their parts come to, however these were written. */
class MergedGroupsTest {
    private static final int KEYS = 5;
    private static final int WORKERS = 3;
    private static final StructType SCHEMA = new StructType()
            .add("day", DataTypes.DateType, false)
            .add("code", DataTypes.IntegerType, false)
            .add("small", DataTypes.ShortType, false)
            .add("tiny", DataTypes.ByteType, false)
            .add("big", DataTypes.LongType, false)
            .add("events", DataTypes.LongType, false)
            .add("sum", DataTypes.LongType, false)
            .add("low", DataTypes.IntegerType, false)
            .add("high", DataTypes.LongType, false);
    private static final List<EventAggregate> AGGREGATES = List.of(
            EventAggregate.count("events"),
            EventAggregate.sum("sum", OrderColumn.QUANTITY),
            EventAggregate.min("low", OrderColumn.PRICE),
            EventAggregate.max("high", OrderColumn.TIMESTAMP));
    private static final Comparator<Row> BY_KEY = Comparator.<Row, LocalDate>comparing(row -> row.getAs(0))
            .thenComparing(row -> row.<Integer>getAs(1))
            .thenComparing(row -> row.<Short>getAs(2))
            .thenComparing(row -> row.<Byte>getAs(3))
            .thenComparing(row -> row.<Long>getAs(4));

    private final SparkSession spark = TestSpark.session();

    @TempDir
    private Path folder;

    static LongStream seeds() {
        return Fuzz.seeds("MergedGroupsTest", 6);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void comeBackAsIfAddedUpOneByOne(long seed) throws IOException {
        Random random = Fuzz.random(seed);
        List<Row> all = new ArrayList<>();
        List<Path> directories = new ArrayList<>();
        int distinct = 1 + random.nextInt(3_000);
        for (int wave = 0; wave < 1 + random.nextInt(4); wave++) {
            List<Row> parts =
                    randomParts(random, random.nextInt(20_000), distinct).toList();
            all.addAll(parts);
            directories.add(write(parts, 1 + random.nextInt(4), "wave-" + wave));
        }
        List<List<Row>> partitions = read(directories);
        List<Row> found = partitions.stream().flatMap(List::stream).toList();
        assertThat(found).as("seed %d", seed).containsExactlyElementsOf(addedUp(all));

        int mostRuns = 2 + random.nextInt(4);
        List<Path> fewer = fewerRuns(directories, mostRuns);
        assertThat(read(fewer).stream().flatMap(List::stream).toList())
                .as("seed %d, at most %d runs", seed, mostRuns)
                .containsExactlyElementsOf(addedUp(all));
    }

    /** Merges sets of runs until there are few enough, and proves that each set became one run. */
    private List<Path> fewerRuns(List<Path> directories, int mostRuns) throws IOException {
        List<Path> now = directories;
        int runs = runs(now);
        Optional<Dataset<Row>> fewer = MergedGroups.fewerRuns(spark, hadoop(now), SCHEMA, AGGREGATES, mostRuns);
        assertThat(fewer.isPresent()).isEqualTo(runs > mostRuns);
        for (int pass = 0; fewer.isPresent(); pass++) {
            now = List.of(write(fewer.get(), "pass-" + pass));
            assertThat(runs(now)).isEqualTo((runs + mostRuns - 1) / mostRuns);
            runs = runs(now);
            fewer = mostRuns == 1
                    ? Optional.empty()
                    : MergedGroups.fewerRuns(spark, hadoop(now), SCHEMA, AGGREGATES, mostRuns);
        }
        return now;
    }

    private int runs(List<Path> directories) throws IOException {
        return RunFormat.runs(
                        hadoop(directories),
                        FileSystem.getLocal(new Configuration()),
                        new GroupLayout(SCHEMA, KEYS).words())
                .size();
    }

    @Test
    void groupsThatComeInOrderAreOneRunHoweverMany() throws IOException {
        List<Row> parts =
                randomParts(new Random(3), 2 * RunWriter.RUN_GROUPS, 90_000).toList();
        Dataset<Row> sorted = spark.createDataFrame(addedUp(parts), SCHEMA).coalesce(1);
        assertThat(sorted.count()).isGreaterThan(RunWriter.RUN_GROUPS);
        List<Path> directories = List.of(write(sorted, "sorted"));
        assertThat(runs(directories)).isEqualTo(1);
        assertThat(read(directories).stream().flatMap(List::stream).toList()).containsExactlyElementsOf(addedUp(parts));
    }

    @Test
    void aTaskWithMoreThanABufferLeavesSeveralRuns() throws IOException {
        List<Row> parts = randomParts(new Random(5), 2 * RunWriter.RUN_GROUPS + 100, 90_000)
                .toList();
        List<Path> directories = List.of(write(parts, 1, "runs"));
        assertThat(read(directories).stream().flatMap(List::stream).toList()).containsExactlyElementsOf(addedUp(parts));
    }

    @Test
    void partitionsHaveAboutTheSameNumberOfPartsWhateverTheKeys() throws IOException {
        // Half of all parts are of one security.
        Random random = new Random(9);
        List<Row> parts = IntStream.range(0, 60_000)
                .mapToObj(at -> part(
                        LocalDate.of(2024, 9, 2),
                        at % 2 == 0 ? 7 : random.nextInt(1_000),
                        random.nextInt(500),
                        0,
                        at,
                        1))
                .toList();
        List<List<Row>> partitions = read(List.of(write(parts, 4, "skewed")));
        assertThat(partitions).hasSize(WORKERS);
        assertThat(partitions)
                .allSatisfy(partition -> assertThat(partition.size()).isBetween(17_000, 23_000));
    }

    @Test
    void nothingIsReadWhereNothingWasWritten() throws IOException {
        assertThat(read(List.of(write(List.of(), 2, "none")))).isEmpty();
    }

    @Test
    void aSumThatOverflowsIsAnError() throws IOException {
        LocalDate day = LocalDate.of(2024, 9, 2);
        List<Row> parts = List.of(part(day, 1, 1, 1, 1, Long.MAX_VALUE), part(day, 1, 1, 1, 1, 1));
        List<Path> directories = List.of(write(parts, 1, "large"));
        assertThatThrownBy(() -> read(directories)).rootCause().hasMessage("sum overflows 64 bits");
    }

    @Test
    void aFileThatWasCutIsAnErrorThatNamesIt() throws IOException {
        Path directory = write(randomParts(new Random(1), 100, 50).toList(), 1, "cut");
        Path file = directory.resolve("part-00000" + RunFormat.SUFFIX);
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 8));
        Files.deleteIfExists(directory.resolve("." + file.getFileName() + ".crc"));
        assertThatThrownBy(() -> read(List.of(directory)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file + ": a file of runs was expected");
    }

    private static Stream<Row> randomParts(Random random, int count, int distinct) {
        return IntStream.range(0, count).mapToObj(at -> {
            // Few keys, and those with the ends of each type among them.
            Random key = new Random(random.nextInt(distinct));
            return part(
                    LocalDate.ofEpochDay(key.nextInt(40_000) - 20_000),
                    any(key, Integer.MIN_VALUE, Integer.MAX_VALUE, key.nextInt())
                            .intValue(),
                    any(key, Short.MIN_VALUE, Short.MAX_VALUE, key.nextInt(10)).intValue(),
                    any(key, Byte.MIN_VALUE, Byte.MAX_VALUE, key.nextInt(24)).intValue(),
                    any(key, Long.MIN_VALUE, Long.MAX_VALUE, key.nextLong()),
                    random.nextInt());
        });
    }

    private static Long any(Random random, long smallest, long largest, long other) {
        int choice = random.nextInt(8);
        return choice == 0 ? smallest : choice == 1 ? largest : other;
    }

    private static Row part(LocalDate day, int code, int small, int tiny, long big, long value) {
        return RowFactory.create(
                day, code, (short) small, (byte) tiny, big, Math.abs(value % 7), value, (int) value, value * 3);
    }

    private static List<Row> addedUp(List<Row> parts) {
        Map<Row, long[]> sums = new TreeMap<>(BY_KEY);
        for (Row part : parts) {
            long[] sum = sums.computeIfAbsent(part, key -> new long[] {0, 0, Long.MAX_VALUE, Long.MIN_VALUE});
            sum[0] += part.getLong(KEYS);
            sum[1] = Math.addExact(sum[1], part.getLong(KEYS + 1));
            sum[2] = Math.min(sum[2], part.getInt(KEYS + 2));
            sum[3] = Math.max(sum[3], part.getLong(KEYS + 3));
        }
        return sums.entrySet().stream()
                .map(entry -> RowFactory.create(
                        entry.getKey().get(0),
                        entry.getKey().get(1),
                        entry.getKey().get(2),
                        entry.getKey().get(3),
                        entry.getKey().get(4),
                        entry.getValue()[0],
                        entry.getValue()[1],
                        (int) entry.getValue()[2],
                        entry.getValue()[3]))
                .toList();
    }

    private Path write(List<Row> parts, int tasks, String name) throws IOException {
        return write(spark.createDataFrame(parts, SCHEMA).repartition(tasks), name);
    }

    private Path write(Dataset<Row> parts, String name) throws IOException {
        Path directory = Files.createDirectory(folder.resolve(name));
        parts.write()
                .format(GroupRuns.FORMAT)
                .option(GroupRuns.KEYS, KEYS)
                .mode(SaveMode.Append)
                .save(directory.toString());
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).noneMatch(file -> file.getFileName().toString().startsWith("_"));
        }
        return directory;
    }

    private List<List<Row>> read(List<Path> directories) throws IOException {
        Dataset<Row> merged = MergedGroups.read(spark, hadoop(directories), SCHEMA, AGGREGATES, WORKERS);
        return merged.javaRDD().glom().collect().stream()
                .map(rows -> rows.stream().map(MergedGroupsTest::localDates).toList())
                .toList();
    }

    private static List<org.apache.hadoop.fs.Path> hadoop(List<Path> directories) {
        return directories.stream()
                .map(directory -> new org.apache.hadoop.fs.Path(directory.toUri()))
                .toList();
    }

    private static Row localDates(Row row) {
        Object[] values = IntStream.range(0, row.size()).mapToObj(row::get).toArray();
        values[0] = values[0] instanceof java.sql.Date date ? date.toLocalDate() : values[0];
        return RowFactory.create(values);
    }
}
