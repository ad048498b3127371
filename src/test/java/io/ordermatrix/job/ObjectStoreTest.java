package io.ordermatrix.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermatrix.file.Json;
import io.ordermatrix.testkit.CommandLineRun;
import io.ordermatrix.testkit.FolderImage;
import io.ordermatrix.testkit.OrderCsv;
import io.ordermatrix.testkit.Results;
import io.ordermatrix.testkit.StoreFileSystem;
import io.ordermatrix.testkit.TestSpark;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.spark.TaskContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results in an object store, which can't rename anything. {@code .ci/s3} does the same with a real server, and kills runs. */
class ObjectStoreTest {
    /** What a run says about itself and its input. */
    private static final List<String> ABOUT_ITSELF = List.of("run.json", "report.html", "inputs.jsonl.gz");

    @TempDir
    private Path folder;

    private Path feed;
    private Path store;

    @BeforeAll
    static void registerStore() {
        StoreFileSystem.register();
    }

    @BeforeEach
    void makeInput() throws IOException {
        feed = Files.createDirectory(folder.resolve("feed"));
        store = folder.resolve("store");
        addDay(1);
    }

    @AfterEach
    void nothingHappensAnyMore() {
        StoreFileSystem.nothingHappens();
    }

    private void addDay(int day) throws IOException {
        OrderCsv rows = new OrderCsv();
        for (int row = 0; row < 200; row++) {
            String time = "2024-01-0%dT1%d:00:%02d".formatted(day, row % 6, row % 60);
            rows.row(
                    "security_code",
                    row % 7,
                    "timestamp",
                    OrderCsv.timestamp(time),
                    "quantity",
                    1 + row,
                    "order_id",
                    row);
        }
        rows.row("quantity", "x").writeTo(feed.resolve("day-%d.csv".formatted(day)));
    }

    private String inStore(String name) {
        return StoreFileSystem.SCHEME + "://" + store.resolve(name);
    }

    private CommandLineRun run(Object output, Object... options) {
        return CommandLineRun.of(Stream.concat(
                        Stream.of("run", "--input", feed, "--output", output, "--keep-orders", "--lifecycles"),
                        Stream.of(options))
                .toArray());
    }

    private List<Path> versions(String name) throws IOException {
        try (Stream<Path> found = Files.list(store.resolve(name).resolve("versions"))) {
            return found.toList();
        }
    }

    private Path published(String name) throws IOException {
        String version = Json.COMPACT
                .readTree(store.resolve(name).resolve("current.json").toFile())
                .path("version")
                .asText();
        return store.resolve(name).resolve("versions").resolve(version);
    }

    private void assertSame(String name, Path local) throws IOException {
        Map<String, String> found = FolderImage.of(published(name)).files();
        Map<String, String> wanted = FolderImage.of(local).files();
        assertThat(found.keySet()).isEqualTo(wanted.keySet());
        found.keySet().removeAll(ABOUT_ITSELF);
        wanted.keySet().removeAll(ABOUT_ITSELF);
        assertThat(found).isEqualTo(wanted);
    }

    @Test
    void theResultsAreThoseOfALocalRun() throws IOException {
        assertThat(run(folder.resolve("local")).status()).isZero();
        CommandLineRun first = run(inStore("results"));
        assertThat(first.status()).isZero();
        assertThat(first.out()).contains(store.resolve("results/versions") + "/");
        assertSame("results", folder.resolve("local"));
        assertThat(store.resolve("results/lock.json")).doesNotExist();
        assertThat(run(inStore("results")).out()).startsWith("Nothing to do");
        CommandLineRun other = run(inStore("results"), "--security", "3");
        assertThat(other.status()).isEqualTo(2);
        assertThat(other.errorLines()).singleElement().asString().endsWith("use --overwrite to replace them");
    }

    @Test
    void aVersionStaysUntilTheNextRunOrUntilItIsCleaned() throws IOException {
        for (int run = 0; run < 3; run++) {
            assertThat(run(inStore("results"), "--overwrite").status()).isZero();
        }
        assertThat(versions("results")).hasSize(2).contains(published("results"));
        CommandLineRun clean = CommandLineRun.of("clean", "--run", inStore("results"));
        assertThat(clean.out()).isEqualTo(inStore("results") + ": 1 older version removed\n");
        assertThat(versions("results")).containsExactly(published("results"));
        assertThat(CommandLineRun.of("clean", "--run", inStore("results")).out())
                .contains("0 older versions");
    }

    @Test
    void anUpdateAndAQuestionReadThePublishedVersion() throws IOException {
        assertThat(run(inStore("results")).status()).isZero();
        addDay(2);
        assertThat(run(inStore("results"), "--update").status()).isZero();
        assertThat(run(folder.resolve("local")).status()).isZero();
        assertSame("results", folder.resolve("local"));
        for (Object results : List.of(inStore("results"), folder.resolve("local"))) {
            Object output = results instanceof Path ? folder.resolve("asked") : inStore("asked");
            assertThat(CommandLineRun.of("run", "--input", results, "--output", output, "--security", "3")
                            .status())
                    .isZero();
        }
        assertSame("asked", folder.resolve("asked"));
        assertThat(CommandLineRun.of("report", "--run", inStore("results")).status())
                .isZero();
    }

    @Test
    void anOutputThatALivingRunHoldsIsRefusedAndOneOfADeadRunIsTaken() throws IOException {
        Files.createDirectories(store.resolve("results"));
        Path lock = store.resolve("results/lock.json");
        long started =
                ProcessHandle.current().info().startInstant().orElseThrow().toEpochMilli();
        long parent = ProcessHandle.current().parent().orElseThrow().pid();
        long parentStarted = ProcessHandle.current()
                .parent()
                .orElseThrow()
                .info()
                .startInstant()
                .orElseThrow()
                .toEpochMilli();
        writeLock(lock, parent, parentStarted);
        CommandLineRun refused = run(inStore("results"));
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.errorLines()).singleElement().asString().contains("process " + parent, "is writing to it");
        writeLock(lock, parent, started - 1);
        assertThat(run(inStore("results")).status()).isZero();
        assertThat(lock).doesNotExist();
    }

    private static void writeLock(Path lock, long process, long started) throws IOException {
        Files.writeString(
                lock,
                Json.COMPACT.writeValueAsString(Map.of(
                        "host",
                        InetAddress.getLocalHost().getHostName(),
                        "process",
                        process,
                        "started",
                        started,
                        "token",
                        "of-another")));
    }

    @Test
    void whatAnotherRunHasPublishedMeanwhileIsNotReplaced() throws IOException {
        String another = "{\"version\":\"of-another\"}";
        StoreFileSystem.before(object -> {
            if (object.endsWith("run.json")) {
                Files.writeString(store.resolve("results/current.json"), another);
            }
        });
        CommandLineRun late = run(inStore("results"));
        assertThat(late.status()).isEqualTo(2);
        assertThat(late.errorLines()).last().asString().contains("another run has published its results meanwhile");
        assertThat(store.resolve("results/current.json")).hasContent(another);
    }

    @Test
    void aStoreThatFailsLeavesTheOldVersion() throws IOException {
        assertThat(run(inStore("results")).status()).isZero();
        Path before = published("results");
        addDay(2);
        for (String failing : List.of("state.json", "wave.json", "overall.csv", "run.json", "current.json")) {
            StoreFileSystem.before(object -> {
                if (object.endsWith(failing)) {
                    throw new IOException("the store has refused " + failing);
                }
            });
            CommandLineRun failed = run(inStore("results"), "--overwrite");
            assertThat(failed.status()).as(failing).isEqualTo(1);
            assertThat(failed.errorLines()).last().asString().contains("the store has refused " + failing);
            assertThat(published("results")).isEqualTo(before);
        }
        StoreFileSystem.nothingHappens();
        assertThat(run(inStore("results"), "--overwrite").status()).isZero();
        assertThat(new Results(published("results")).rows("kept")).isEqualTo(400);
        assertThat(before).exists();
    }

    @Test
    void whatRunJsonDoesNotListIsNoResult() throws IOException {
        assertThat(run(inStore("results")).status()).isZero();
        assertThat(run(folder.resolve("local")).status()).isZero();
        Path version = published("results");
        addStrays(version);
        addStrays(folder.resolve("local"));
        String page = Files.readString(version.resolve("report.html"));
        assertThat(CommandLineRun.of("report", "--run", inStore("results")).status())
                .isZero();
        assertThat(version.resolve("report.html")).hasContent(page);
        for (Object results : List.of(inStore("results"), folder.resolve("local"))) {
            assertThat(TestSpark.session()
                            .read()
                            .format("orders")
                            .load(results.toString())
                            .count())
                    .isEqualTo(200);
            assertThat(CommandLineRun.of("run", "--input", results, "--output", inStore("by-cube"), "--overwrite")
                            .status())
                    .isZero();
            assertThat(new Results(published("by-cube")).rows("kept")).isEqualTo(200);
            assertThat(CommandLineRun.of(
                                    "run",
                                    "--input",
                                    results,
                                    "--output",
                                    inStore("by-events"),
                                    "--keep-orders",
                                    "--overwrite")
                            .status())
                    .isZero();
            assertThat(new Results(published("by-events")).rows("kept")).isEqualTo(200);
        }
        addDay(2);
        assertThat(run(inStore("results"), "--update").status()).isZero();
        assertThat(run(folder.resolve("fresh")).status()).isZero();
        assertSame("results", folder.resolve("fresh"));
    }

    /** Copies every table's first file: to a second one of its date, and to a date that the results do not have. */
    private static void addStrays(Path results) throws IOException {
        for (String table : List.of("cube", "orders", "lifecycles", "flow")) {
            Path first = results.resolve(table).resolve("trade_date=2024-01-01").resolve("part-00000.parquet");
            Files.copy(first, first.resolveSibling("part-00001.parquet"));
            Path date = Files.createDirectory(results.resolve(table).resolve("trade_date=2024-01-02"));
            Files.copy(first, date.resolve("part-00000.parquet"));
        }
    }

    @Test
    void everyAttemptAtATaskWritesTheSameBytes() throws IOException {
        Map<Path, List<String>> puts = new ConcurrentHashMap<>();
        Set<Path> failed = ConcurrentHashMap.newKeySet();
        StoreFileSystem.after(object -> {
            if (TaskContext.get() == null) {
                return;
            }
            puts.computeIfAbsent(object, path -> new CopyOnWriteArrayList<>())
                    .add(Base64.getEncoder().encodeToString(Files.readAllBytes(object)));
            // The last ones of a scan's task and of a merge's: all others of the attempt have been put by then.
            boolean isLast = object.getParent().endsWith("lifecycles")
                    || object.toString().endsWith(".parquet");
            if (isLast && failed.add(object)) {
                throw new IOException("the answer to the put of %s is lost".formatted(object));
            }
        });
        assertThat(run(inStore("results")).status()).isZero();
        assertThat(run(folder.resolve("local")).status()).isZero();
        assertSame("results", folder.resolve("local"));
        assertThat(puts.values())
                .allSatisfy(bytes -> assertThat(Set.copyOf(bytes)).hasSize(1));
        Map<String, Integer> attempts = new TreeMap<>();
        puts.forEach((object, bytes) -> attempts.merge(kind(object), bytes.size(), Math::min));
        assertThat(attempts)
                .containsOnlyKeys(
                        "split.json",
                        "split.rejects",
                        "groups.spills",
                        "orders.spills",
                        "lifecycles.spills",
                        "cube.parquet",
                        "orders.parquet",
                        "lifecycles.parquet",
                        "flow.parquet")
                .allSatisfy((kind, least) -> assertThat(least).as(kind).isGreaterThan(1));
    }

    private static String kind(Path object) {
        String path = object.toString();
        String suffix = path.substring(path.lastIndexOf('.'));
        for (String part : List.of("split", "cube", "orders", "lifecycles", "flow")) {
            if (path.substring(path.indexOf("results")).contains("/" + part) || path.contains("scratch-" + part)) {
                return part + suffix;
            }
        }
        return "groups" + suffix;
    }

    @Test
    void whatATaskOfADeadRunWritesLateIsNoPartOfAWave() throws IOException {
        Map<Path, byte[]> late = new ConcurrentHashMap<>();
        StoreFileSystem.after(object -> {
            if (object.toString().endsWith(".spills")) {
                late.put(object.resolveSibling("task-00000077.spills"), Files.readAllBytes(object));
            }
        });
        StoreFileSystem.before(object -> {
            if (object.endsWith("wave.json")) {
                throw new IOException("the run dies");
            }
        });
        assertThat(run(inStore("results")).status()).isEqualTo(1);
        assertThat(late).hasSize(3);
        StoreFileSystem.nothingHappens();
        StoreFileSystem.before(object -> {
            if (object.endsWith("wave.json")) {
                for (Map.Entry<Path, byte[]> each : late.entrySet()) {
                    Files.createDirectories(each.getKey().getParent());
                    Files.write(each.getKey(), each.getValue());
                }
            }
        });
        assertThat(run(inStore("results")).status()).isZero();
        assertThat(late.keySet()).allSatisfy(object -> assertThat(object).doesNotExist());
        assertThat(run(folder.resolve("local")).status()).isZero();
        assertSame("results", folder.resolve("local"));
    }

    @Test
    void aFolderWithForeignFilesIsNeverTouched() throws IOException {
        Path foreign = Files.createDirectories(store.resolve("results")).resolve("notes.txt");
        Files.writeString(foreign, "mine");
        CommandLineRun refused = run(inStore("results"), "--overwrite");
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.errorLines()).singleElement().asString().contains("notes.txt", "did not write");
        assertThat(foreign).hasContent("mine");
    }
}
