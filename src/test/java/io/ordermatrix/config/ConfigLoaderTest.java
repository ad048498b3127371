package io.ordermatrix.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ordermatrix.order.FieldFormat;
import io.ordermatrix.order.FileNameFormat;
import io.ordermatrix.order.LineFormat;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.order.SecurityName;
import io.ordermatrix.order.SecurityType;
import io.ordermatrix.order.Selection;
import io.ordermatrix.order.Separator;
import io.ordermatrix.order.SideCodes;
import io.ordermatrix.order.TimestampUnit;
import io.ordermatrix.order.TradingHours;
import io.ordermatrix.units.DataSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigLoaderTest {
    private static final String EVERYTHING = """
            input = ["a,b.csv", "c-{1,2}.csv"]
            output = out
            preset = server
            mode = sequential
            selection {
              securities = [1, BHP, "007"]
              from = 2024-01-01
              to = 2024-01-31
              dates = [2024-01-02, 2024-01-03]
              participants = 69
              order-types = "0, 2048, -1"
              hours = "10:00-16:00"
              zone = "+10:00"
              holidays = [2024-01-26]
            }
            scan { engine = orders, chunk-size = 16 MiB, wave-size = 1 GiB }
            columns.aliases { "Order.Book" = security_code, BROKER = participantid }
            columns { names = [ORDER_ID, px], separator = tab, buy = B, sell = "S,A" }
            columns { timestamp-unit = ms, earliest-date = 2000-01-01, latest-date = 2030-12-31 }
            columns { constants { ORDERSTATUS = 1, exchangeordertype = 0 }, file-name = "{date}_*", security-type = text }
            price { decimals = 3, scale = 4 }
            reject.max-share = 1.0E-4
            run.on-error = skip
            local { workers = 3, driver-memory = 4 GB }
            cluster { nodes = 3, cores-per-node = 16, memory-per-node = 64 GB }
            """;
    private static final JobConfig EVERYTHING_READ = new JobConfig(
            List.of("a,b.csv", "c-{1,2}.csv"),
            Optional.of("out"),
            Preset.SERVER,
            Mode.SEQUENTIAL,
            new Selection(
                    LocalDate.of(2024, 1, 1),
                    LocalDate.of(2024, 1, 31),
                    List.of(LocalDate.of(2024, 1, 2), LocalDate.of(2024, 1, 3)),
                    List.of(SecurityName.code("1"), SecurityName.code("BHP"), SecurityName.code("007")),
                    List.of(69),
                    List.of(-1, 0, 2048),
                    TradingHours.parse("10:00-16:00"),
                    ZoneOffset.ofHours(10)),
            List.of(LocalDate.of(2024, 1, 26)),
            new ScanConfig(
                    Engine.ORDERS, Optional.of(DataSize.ofBytes(16 << 20)), Optional.of(DataSize.ofBytes(1 << 30))),
            new LineFormat(
                    Separator.TAB,
                    List.of("order_id", "px"),
                    Map.of("order.book", "security_code", "broker", "participantid"),
                    Map.of(OrderColumn.ORDERSTATUS, 1L, OrderColumn.EXCHANGEORDERTYPE, 0L),
                    new FileNameFormat("{date}_*"),
                    SecurityType.TEXT),
            new FeedConfig(
                    new FieldFormat(
                            3, 4, TimestampUnit.MS, SecurityType.TEXT, new SideCodes(List.of("B"), List.of("S", "A"))),
                    LocalDate.of(2000, 1, 1),
                    Optional.of(LocalDate.of(2030, 12, 31))),
            0.0001,
            OnError.SKIP,
            new LocalConfig(Optional.of(3), Optional.of(DataSize.ofGigabytes(4))),
            Optional.of(new ClusterConfig(3, 16, DataSize.ofGigabytes(64))));

    @TempDir
    private Path directory;

    @Test
    void hasDefaults() {
        LoadedConfig loaded = new ConfigLoader().load();

        assertThat(loaded.job())
                .isEqualTo(new JobConfig(
                        List.of(),
                        Optional.empty(),
                        Preset.AUTO,
                        Mode.PARALLEL,
                        Selection.everything(ZoneId.of("Australia/Sydney")),
                        List.of(),
                        new ScanConfig(ConfigKeys.DEFAULT_ENGINE, Optional.empty(), Optional.empty()),
                        LineFormat.PLAIN,
                        new FeedConfig(FieldFormat.PLAIN, LocalDate.of(1990, 1, 1), Optional.empty()),
                        0.01,
                        OnError.FAIL,
                        new LocalConfig(Optional.empty(), Optional.empty()),
                        Optional.empty()));
        assertThat(loaded.origins()).isEmpty();
    }

    @Test
    void readsEveryKey() throws IOException {
        LoadedConfig loaded = load("all.conf", EVERYTHING);

        assertThat(loaded.job()).isEqualTo(EVERYTHING_READ);
        assertThat(loaded.origins().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        ConfigKeys.all().stream().map(ConfigKey::name).toList());
    }

    @Test
    void readsJson() throws IOException {
        LoadedConfig loaded = load("job.json", """
                {"selection": {"securities": [1, "2"], "zone": "+10:00"},
                 "price.decimals": 2,
                 "columns": {"aliases": {"id": "order_id"}}}
                """);

        assertThat(loaded.job().selection().securities()).containsExactly(1, 2);
        assertThat(loaded.job().feed().fields().priceDecimals()).isEqualTo(2);
        assertThat(loaded.job().lines().aliases()).containsExactly(Map.entry("id", "order_id"));
        assertThat(loaded.origin(ConfigKeys.PRICE_DECIMALS)).isEqualTo(directory.resolve("job.json") + ": 2");
    }

    @Test
    void readsIncludesAndSubstitutions() throws IOException {
        write("base.conf", "selection.from = 2024-01-01\nmode = sequential\n");
        LoadedConfig loaded = load("job.conf", """
                include "base.conf"
                mode = parallel
                selection.to = ${selection.from}
                selection.hours = ${?ORDERMATRIX_UNDEFINED}
                input = ["x.csv", ${mode}]
                """);

        assertThat(loaded.job().selection().from()).isEqualTo(LocalDate.of(2024, 1, 1));
        assertThat(loaded.job().selection().to()).isEqualTo(LocalDate.of(2024, 1, 1));
        assertThat(loaded.job().selection().tradingHours()).isEmpty();
        assertThat(loaded.job().input()).containsExactly("x.csv", "parallel");
        assertThat(loaded.origin(ConfigKeys.FROM)).isEqualTo(directory.resolve("base.conf") + ": 1");
    }

    @Test
    void firstLayerWins() throws IOException {
        Path file = write("job.conf", "price.decimals = 1\nlocal.workers = 1\nmode = sequential\npreset = laptop\n");
        LoadedConfig loaded = new ConfigLoader()
                .commandLine(Map.of("price.decimals", "3"))
                .properties(Map.of(
                        "spark.ordermatrix.price.decimals", "2",
                        "spark.ordermatrix.local.workers", "2",
                        "spark.ordermatrix.selection.securities", "5,4",
                        "spark.ordermatrix.columns.aliases", "id=order_id, at = timestamp",
                        "spark.app.name", "other",
                        "user.dir", "/"))
                .file(file)
                .load();

        assertThat(loaded.job().feed().fields().priceDecimals()).isEqualTo(3);
        assertThat(loaded.job().local().workers()).contains(2);
        assertThat(loaded.job().mode()).isEqualTo(Mode.SEQUENTIAL);
        assertThat(loaded.job().onError()).isEqualTo(OnError.FAIL);
        assertThat(loaded.job().selection().securities()).containsExactly(4, 5);
        assertThat(loaded.job().lines().aliases()).isEqualTo(Map.of("id", "order_id", "at", "timestamp"));
        assertThat(loaded.origin(ConfigKeys.PRICE_DECIMALS)).isEqualTo("command line");
        assertThat(loaded.origin(ConfigKeys.WORKERS)).isEqualTo("spark.ordermatrix.local.workers");
        assertThat(loaded.origin(ConfigKeys.MODE)).isEqualTo(file + ": 3");
        assertThat(loaded.origin(ConfigKeys.ON_ERROR)).isEqualTo("default");
    }

    @Test
    void takesListsAndTextsFromTheCommandLine() {
        JobConfig job = new ConfigLoader()
                .commandLine(Map.of(
                        "input",
                        List.of("a,b.csv", "c.csv"),
                        "selection.securities",
                        List.of("1,2", "3"),
                        "selection.participants",
                        69,
                        "selection.dates",
                        "2024-01-02,2024-01-03"))
                .load()
                .job();

        assertThat(job.input()).containsExactly("a,b.csv", "c.csv");
        assertThat(job.selection().securities()).containsExactly(1, 2, 3);
        assertThat(job.selection().participants()).containsExactly(69);
        assertThat(job.selection().dates()).hasSize(2);
    }

    @Test
    void limitsAreInclusive() throws IOException {
        JobConfig smallest = load("smallest.conf", """
                price.decimals = 0
                reject.max-share = 0
                scan.chunk-size = 1 KiB
                cluster { nodes = 1, cores-per-node = 1, memory-per-node = 2 GB }
                """).job();
        assertThat(smallest.feed().fields().priceDecimals()).isZero();
        assertThat(smallest.rejectMaxShare()).isZero();
        assertThat(smallest.scan().chunkSize()).contains(DataSize.ofBytes(1024));
        assertThat(smallest.cluster().orElseThrow().nodes()).isEqualTo(1);

        JobConfig largest = load("largest.conf", "price.decimals = 9\nreject.max-share = 1\n")
                .job();
        assertThat(largest.feed().fields().priceDecimals()).isEqualTo(9);
        assertThat(largest.rejectMaxShare()).isEqualTo(1);
    }

    @Test
    void splitsATextOfPathsOutsideOfBraces() throws IOException {
        assertThat(load("job.conf", "input = \"a.csv, day-{1,2}.csv\"").job().input())
                .containsExactly("a.csv", "day-{1,2}.csv");
    }

    @Test
    void anEmptyListAndNullUnsetAValue() throws IOException {
        JobConfig job = load("job.conf", "selection.securities = []\nselection.from = null\nselection = null\n")
                .job();

        assertThat(job.selection()).isEqualTo(Selection.everything(ZoneId.of("Australia/Sydney")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "selection.securities = 3.5 | selection.securities: found 3.5, expected a whole number from -2147483648 to 2147483647",
                "selection.securities = 2.0 | selection.securities: found 2.0, expected a whole number from -2147483648 to 2147483647",
                "selection.securities = 99999999999 | selection.securities: found 99999999999, expected a whole number from -2147483648 to 2147483647",
                "selection.securities = [1, 2147483648] | selection.securities: found 2147483648, expected a whole number from -2147483648 to 2147483647",
                "selection.participants = abc | selection.participants: found abc, expected a whole number from -2147483648 to 2147483647",
                "selection.participants = true | selection.participants: found true, expected a whole number from -2147483648 to 2147483647",
                "selection.participants = \"69,\" | selection.participants: found nothing, expected a whole number from -2147483648 to 2147483647",
                "selection.participants = [null] | selection.participants: found null, expected a single value",
                "selection.participants = [[1]] | selection.participants: found a list, expected a single value",
                "selection.order-types = 32768 | selection.order-types: found 32768, expected a whole number from -32768 to 32767",
                "selection.from = 2024-02-30 | selection.from: found 2024-02-30, expected a date like 2024-01-31",
                "selection.from = 31/01/2024 | selection.from: found 31/01/2024, expected a date like 2024-01-31",
                "selection.dates = [20240131] | selection.dates: found 20240131, expected a date like 2024-01-31",
                "selection.hours = \"16:00-10:00\" | selection.hours: trading hours must open before they close, within one day",
                "selection.hours = \"10-16\" | selection.hours: found 10, expected a time like 10:00",
                "selection.zone = Sydney | selection.zone: found Sydney, expected a zone like Australia/Sydney or +10:00",
                "selection = 5 | selection: found a single value, expected a block with selection.securities, selection.from, selection.to, selection.dates, selection.participants, selection.order-types, selection.hours, selection.zone, selection.holidays",
                "mode = paralel | mode: found paralel, expected one of parallel, sequential; did you mean parallel?",
                "mode { x = 1 } | mode: found a block, expected a single value",
                "mode = [parallel] | mode: found a list, expected a single value",
                "preset = desktop | preset: found desktop, expected one of auto, laptop, workstation, server; did you mean laptop?",
                "scan.engine = spark | scan.engine: found spark, expected one of orders, spark-csv; did you mean spark-csv?",
                "scan.chunk-size = big | scan.chunk-size: found big, expected a size like 16 MiB or 400 MB",
                "scan.chunk-size = 1023 | scan.chunk-size: found 1023, expected at least 1 KiB",
                "scan.chunk-size = -5 | scan.chunk-size: found -5, expected a size like 16 MiB or 400 MB",
                "run.on-error = stop | run.on-error: found stop, expected one of fail, skip; did you mean skip?",
                "price.decimals = 10 | price.decimals: found 10, expected a whole number from 0 to 9",
                "reject.max-share = 1.5 | reject.max-share: found 1.5, expected a number from 0 to 1",
                "reject.max-share = -0.1 | reject.max-share: found -0.1, expected a number from 0 to 1",
                "reject.max-share = NaN | reject.max-share: found NaN, expected a number from 0 to 1",
                "local.workers = 0 | local.workers: found 0, expected a whole number from 1 to 10000",
                "local.driver-memory = 1 MB | local.driver-memory: found 1 MB, expected at least 512 MiB",
                "output = \"\" | output: found nothing, expected a directory",
                "input = [\"\"] | input: found nothing, expected a file, a directory or a glob",
                "columns.aliases.id = order | columns.aliases: found id=order, expected the name of a known column after the equals sign; did you mean offer?",
                "columns.aliases.day = trade_date | columns.aliases: found day=trade_date, expected the name of a known column after the equals sign; did you mean ordertype?",
                "columns.aliases { a = price, A = side } | columns.aliases: found a twice, expected it once",
                "columns.aliases = \"price\" | columns.aliases: found price, expected theirs=ours",
                "columns.aliases = 5 | columns.aliases: found no names, expected a block or a text like theirs=ours,theirs=ours",
                "columns.aliases { a.b = price } | columns.aliases: found a block under a; names with a dot must be quoted",
                "selection { securites = 1 } | selection.securites: unknown key, did you mean selection.securities?",
                "selektion { from = 2024-01-01 } | selektion.from: unknown key, did you mean selection.from?",
                "outptu = x | outptu: unknown key, did you mean output?",
                "chunk-size {} | chunk-size: unknown key, did you mean scan.chunk-size?",
                "mode.x = 1 | mode: found a block, expected a single value",
                "output = ${nowhere} | output: found ${nowhere}, which is not defined",
                "columns.aliases.a = ${nowhere} | columns.aliases: found ${nowhere}, which is not defined",
                "selection { from = 2024-01-01, to = ${nowhere} } | selection.to: found ${nowhere}, which is not defined",
                "selection = ${nowhere} { hour = 1 } | selection: found ${nowhere}{\"hour\":1}, which is not defined",
                "input = [a, ${nowhere}] | input: found ${nowhere}, which is not defined"
            })
    void namesFileAndLineOfAProblem(String line, String problem) throws IOException {
        assertThat(problems("job.conf", "# a comment\n" + line + "\n"))
                .containsExactly(directory.resolve("job.conf") + ": 2: " + problem);
    }

    @Test
    void namesAnUndefinedReferenceMergedWithABlock() throws IOException {
        assertThat(problems("job.conf", "selection = ${nowhere}\nselection { from = 2024-01-01 }\nmode = x\n"))
                .hasSize(2)
                .anyMatch(problem -> problem.contains("selection: found ${nowhere}"))
                .anyMatch(problem -> problem.contains("job.conf: 3: mode: found x"));
    }

    @Test
    void namesTheLineOfAnElement() throws IOException {
        assertThat(problems("job.conf", "selection.securities = [\n  1,\n  x,\n  3.5\n]"))
                .containsExactly(
                        directory.resolve("job.conf")
                                + ": 3: selection.securities: found x, expected a whole number from -2147483648 to 2147483647",
                        directory.resolve("job.conf")
                                + ": 4: selection.securities: found 3.5, expected a whole number from -2147483648 to 2147483647");
    }

    @Test
    void reportsAllProblemsOfAllLayersAtOnce() throws IOException {
        Path file = write("job.conf", "mode = fast\nselection { hour = 1 }\n");
        ConfigException exception = failure(new ConfigLoader()
                .commandLine(Map.of("mode", "parallel", "selection.from", "today"))
                .properties(Map.of("spark.ordermatrix.price.decimals", "x", "spark.ordermatrix.prize", "1"))
                .file(file)
                .require(ConfigKeys.INPUT, ConfigKeys.OUTPUT));

        assertThat(exception.problems())
                .containsExactlyInAnyOrder(
                        "command line: selection.from: found today, expected a date like 2024-01-31",
                        "spark.ordermatrix.price.decimals: found x, expected a whole number from 0 to 9",
                        "spark.ordermatrix.prize: unknown key, did you mean preset?",
                        file + ": 1: mode: found fast, expected one of parallel, sequential; did you mean parallel?",
                        file + ": 2: selection.hour: unknown key, did you mean selection.hours?",
                        "input: not given, expected files, directories and globs",
                        "output: not given, expected the directory for the results");
        assertThat(exception).hasMessage(String.join(System.lineSeparator(), exception.problems()));
    }

    @Test
    void datesRestrictEachOther() throws IOException {
        Path file = write("job.conf", "selection.from = 2024-01-10\nselection.to = 2024-01-20\n");

        assertThat(failure(new ConfigLoader()
                                .commandLine(Map.of("selection.dates", "2024-01-09,2024-01-10,2024-01-21"))
                                .file(file))
                        .problems())
                .containsExactly(
                        "command line: selection.dates: found 2024-01-09, expected no date before selection.from, "
                                + "which is 2024-01-10 (" + file + ": 1)",
                        "command line: selection.dates: found 2024-01-21, expected no date after selection.to, "
                                + "which is 2024-01-20 (" + file + ": 2)");
        assertThat(failure(new ConfigLoader()
                                .commandLine(Map.of("selection.from", "2024-02-01"))
                                .file(file))
                        .problems())
                .containsExactly("command line: selection.from: found 2024-02-01, expected no date after selection.to, "
                        + "which is 2024-01-20 (" + file + ": 2)");
    }

    @Test
    void anEmptyListIsNoInput() throws IOException {
        assertThat(failure(new ConfigLoader()
                                .file(write("job.conf", "input = []"))
                                .require(ConfigKeys.INPUT))
                        .problems())
                .containsExactly("input: not given, expected files, directories and globs");
    }

    @Test
    void aClusterNeedsAllItsKeys() throws IOException {
        assertThat(problems("job.conf", "cluster.cores-per-node = 4"))
                .containsExactly(
                        "cluster.nodes: not given, expected machines that run executors; required for a cluster",
                        "cluster.memory-per-node: not given, expected memory of each machine; required for a cluster");
    }

    @Test
    void aKeyGivenTwiceIsAProblem() throws IOException {
        assertThat(problems("job.conf", "\"price.decimals\" = 1\nprice.decimals = 2\n"))
                .containsExactly(directory.resolve("job.conf") + ": 1: price.decimals: found twice, expected once");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mode = \"parallel", "selection {", "}", "selection.hours = 10:00-17:00", "mode = = x"})
    void namesTheLineOfASyntaxError(String line) throws IOException {
        assertThat(problems("job.conf", "preset = auto\n" + line + "\n"))
                .singleElement()
                .asString()
                .matches("(?s)" + directory.resolve("job.conf") + ": [23]: .+")
                .doesNotContain("\n");
    }

    @Test
    void namesTheLineOfASyntaxErrorInJson() throws IOException {
        assertThat(problems("job.json", "{\n\"mode\": parallel}"))
                .singleElement()
                .asString()
                .startsWith(directory.resolve("job.json") + ": 2: ");
    }

    @Test
    void namesTheLineOfACycle() throws IOException {
        assertThat(problems("job.conf", "\nmode = ${mode}\n"))
                .singleElement()
                .asString()
                .startsWith(directory.resolve("job.conf") + ": 2: ");
    }

    @Test
    void namesAFileThatCannotBeRead() throws IOException {
        Path missing = directory.resolve("missing.conf");

        assertThat(failure(new ConfigLoader().file(missing)).problems())
                .containsExactly(missing + ": no such configuration file");
        assertThat(failure(new ConfigLoader().file(directory)).problems())
                .containsExactly(directory + ": found a directory, expected a configuration file");
        assertThat(problems("job.conf", "include required(\"nothing.conf\")"))
                .singleElement()
                .asString()
                .startsWith(directory.resolve("job.conf") + ": can't be read: ")
                .contains("nothing.conf");
    }

    @ParameterizedTest
    @ValueSource(strings = {"saved.conf", "saved.json", "SAVED.JSON"})
    void loadsWhatWasSaved(String name) throws IOException {
        JobConfig defaults = new ConfigLoader().load().job();

        assertThat(load(name, ConfigText.render(EVERYTHING_READ, name)).job()).isEqualTo(EVERYTHING_READ);
        assertThat(load(name, ConfigText.render(defaults, name)).job()).isEqualTo(defaults);
    }

    @Test
    void savesOnlyKeysWithValues() throws IOException {
        JobConfig defaults = new ConfigLoader().load().job();

        assertThat(load("saved.conf", ConfigText.render(defaults, "saved.conf"))
                        .origins()
                        .keySet())
                .containsExactlyInAnyOrder(
                        "preset",
                        "mode",
                        "selection.zone",
                        "scan.engine",
                        "columns.buy",
                        "columns.sell",
                        "columns.security-type",
                        "price.scale",
                        "columns.separator",
                        "columns.timestamp-unit",
                        "columns.earliest-date",
                        "price.decimals",
                        "reject.max-share",
                        "run.on-error");
        assertThat(ConfigText.render(defaults, "saved.conf")).contains("# whether chunks are scanned in parallel");
        assertThat(ConfigText.render(defaults, "saved.json")).startsWith("{").doesNotContain("#");
    }

    @Test
    void readsTheSelectionOfTheDesignThatThisJobReplaces() {
        LoadedConfig loaded =
                new ConfigLoader().file(Path.of("conf/centre-point.conf")).load();

        assertThat(loaded.job().selection())
                .isEqualTo(new Selection(
                        null,
                        null,
                        List.of(),
                        List.of(),
                        List.of(69),
                        List.of(),
                        TradingHours.parse("10:00-17:00"),
                        ZoneOffset.ofHours(10)));
        assertThat(loaded.origin(ConfigKeys.PARTICIPANTS)).matches(".*centre-point.conf: \\d+");
    }

    private LoadedConfig load(String name, String text) throws IOException {
        return new ConfigLoader().file(write(name, text)).load();
    }

    private List<String> problems(String name, String text) throws IOException {
        return failure(new ConfigLoader().file(write(name, text))).problems();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private static ConfigException failure(ConfigLoader loader) {
        return catchThrowableOfType(ConfigException.class, loader::load);
    }
}
