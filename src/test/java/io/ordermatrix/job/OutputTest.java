package io.ordermatrix.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordermatrix.testkit.CommandLineRun;
import io.ordermatrix.testkit.DuckDb;
import io.ordermatrix.testkit.OrderCsv;
import io.ordermatrix.testkit.Results;
import io.ordermatrix.testkit.TestSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The content of the output directory after a run, and what a run does to earlier content. */
class OutputTest {
    @TempDir
    private Path folder;

    private Path input;
    private Path output;

    @BeforeEach
    void makeInput() throws IOException {
        output = folder.resolve("results");
        input = new OrderCsv()
                .row("security_code", 1, "timestamp", OrderCsv.timestamp("2024-01-01T12:00:00"), "quantity", 1000)
                .row("security_code", 1, "timestamp", OrderCsv.timestamp("2024-01-03T12:00:00"), "quantity", 1001)
                .row("security_code", 3, "timestamp", OrderCsv.timestamp("2024-01-03T13:00:00"), "quantity", 50_001)
                .row("security_code", 3, "timestamp", OrderCsv.timestamp("2024-01-03T13:59:59"), "quantity", 0)
                .writeTo(folder.resolve("orders.csv"));
    }

    private CommandLineRun run(Object... options) {
        return CommandLineRun.of(
                Stream.concat(Stream.of("run", "--input", input, "--output", output), Stream.of(options))
                        .toArray());
    }

    @Test
    void theMatrixOfThreeSecuritiesAndThreeDatesHasNineCells() throws SQLException {
        CommandLineRun run = run("--security", "1,2,3", "--from", "2024-01-01", "--to", "2024-01-03", "--keep-orders");
        assertThat(run.err()).isEmpty();
        Results results = new Results(output);
        assertThat(results.text("matrix.csv")).isEqualTo("""
                        security_code,trade_date,status,events,error
                        1,2024-01-01,COMPLETED,1,
                        1,2024-01-02,EMPTY,0,
                        1,2024-01-03,COMPLETED,1,
                        2,2024-01-01,EMPTY,0,
                        2,2024-01-02,EMPTY,0,
                        2,2024-01-03,EMPTY,0,
                        3,2024-01-01,EMPTY,0,
                        3,2024-01-02,EMPTY,0,
                        3,2024-01-03,COMPLETED,2,
                        """);
        assertThat(results.csv("by_order_size.csv"))
                .extracting(row -> row.get("size_bucket") + ": " + row.get("events"))
                .containsExactly("<=1K: 2", "1K-5K: 1", ">50K: 1");
        JsonNode record = results.run();
        assertThat(record.at("/status").asText()).isEqualTo("COMPLETED");
        assertThat(record.at("/spark_version").asText())
                .isEqualTo(TestSpark.session().version());
        assertThat(record.at("/matrix").toString()).isEqualTo("{\"cells\":9,\"completed\":3,\"empty\":6,\"failed\":0}");
        assertThat(record.at("/peak_memory_bytes").asLong()).isPositive();
        assertThat(record.at("/inputs/0/file").asText()).isEqualTo(input.toString());
        assertThat(record.at("/config/selection/securities").toString()).isEqualTo("[1,2,3]");

        // All files are in the record, and all files of the record exist.
        List<String> named = Stream.concat(
                        Stream.of("run.json"),
                        StreamSupport.stream(record.at("/outputs").spliterator(), false)
                                .map(file -> file.at("/path").asText()))
                .sorted()
                .toList();
        assertThat(results.files()).isEqualTo(named);

        // The Parquet files of cube and orders can be read by another engine, including their dates.
        assertThat(DuckDb.query("SELECT sum(events)::BIGINT AS events, count(DISTINCT trade_date) AS dates FROM"
                        + " read_parquet('" + output + "/cube/*/*.parquet', hive_partitioning = true)"))
                .containsExactly(Map.of("events", 4L, "dates", 2L));
        assertThat(DuckDb.query("SELECT count(*) AS orders FROM read_parquet('" + output
                        + "/orders/*/*.parquet', hive_partitioning = true) WHERE trade_date = DATE '2024-01-03'"))
                .containsExactly(Map.of("orders", 3L));
        // Not all readers know other encodings of long numbers.
        assertThat(DuckDb.query("SELECT DISTINCT encodings FROM parquet_metadata('" + output
                        + "/cube/*/*.parquet') WHERE path_in_schema = 'quantity_square_sum'"))
                .containsExactly(Map.of("encodings", "PLAIN"));
    }

    @Test
    void weekendsAndHolidaysAreNotExpectedButTheirEventsCount() {
        CommandLineRun run = run(
                "--security",
                "1,3",
                "--from",
                "2024-01-01",
                "--to",
                "2024-01-07",
                "-Dspark.ordermatrix.selection.holidays=2024-01-01,2024-01-02");
        assertThat(run.err()).isEmpty();
        assertThat(new Results(output).csv("matrix.csv"))
                .extracting(cell -> cell.get("security_code") + " " + cell.get("trade_date") + " " + cell.get("status"))
                .containsExactly(
                        "1 2024-01-01 COMPLETED",
                        "1 2024-01-03 COMPLETED",
                        "1 2024-01-04 EMPTY",
                        "1 2024-01-05 EMPTY",
                        "3 2024-01-03 COMPLETED",
                        "3 2024-01-04 EMPTY",
                        "3 2024-01-05 EMPTY");
    }

    @Test
    void oldResultsAreReplacedOnlyOnRequest() {
        assertThat(run().status()).isZero();
        CommandLineRun refused = run("--security", "1");
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.errorLines())
                .containsExactly(
                        "error: " + output + ": holds the results of an earlier run; use --overwrite to replace them");
        assertThat(new Results(output).rows("kept")).isEqualTo(4);
        assertThat(run("--security", "1", "--overwrite").status()).isZero();
        assertThat(new Results(output).rows("kept")).isEqualTo(2);
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("orders.csv", "results");
    }

    @Test
    void aDirectoryWithForeignFilesIsNeverTouched() throws IOException {
        assertThat(run("--keep-orders").status()).isZero();
        for (String foreign : List.of("notes.txt", "cube/notes.txt", "cube/trade_date=2024-01-01/notes.txt")) {
            Path file = Files.writeString(output.resolve(foreign), "mine");
            CommandLineRun refused = run("--overwrite");
            assertThat(refused.status()).isEqualTo(2);
            assertThat(refused.errorLines()).singleElement().asString().contains(foreign, "did not write");
            assertThat(file).hasContent("mine");
            Files.delete(file);
        }
        Path aFile = Files.writeString(folder.resolve("file"), "mine");
        assertThat(CommandLineRun.of("run", "--input", input, "--output", aFile, "--overwrite")
                        .status())
                .isEqualTo(2);
        assertThat(aFile).hasContent("mine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3a://bucket/results", "gs://bucket/results", "abfss://c@account/results"})
    void aStoreWhoseFileSystemIsMissingIsNamed(String store) {
        String scheme = store.substring(0, store.indexOf(':'));
        for (CommandLineRun refused : List.of(
                CommandLineRun.of("run", "--input", input, "--output", store),
                CommandLineRun.of("run", "--input", store, "--output", output))) {
            assertThat(refused.status()).isEqualTo(2);
            assertThat(refused.errorLines())
                    .singleElement()
                    .asString()
                    .startsWith("error: " + store + ": ")
                    .contains("no file system for " + scheme, "--packages");
        }
    }

    @Test
    void aRunKilledBetweenTheRenamesOfPublishingLosesNothing() throws IOException {
        assertThat(run().status()).isZero();
        Files.move(output, folder.resolve(".results.previous"));
        CommandLineRun repeated = run();
        assertThat(repeated.out()).isEqualTo("Nothing to do: " + output + " already has the results of this run\n");
        assertThat(repeated.status()).isZero();
        assertThat(new Results(output).rows("kept")).isEqualTo(4);
    }

    @Test
    void resultsDoNotDependOnRepetitionOrChunkSize() {
        assertThat(run().status()).isZero();
        Results results = new Results(output);
        List<String> reports = results.reports();
        List<String> before = reports.stream().map(results::text).toList();
        assertThat(run("--overwrite", "-Dspark.ordermatrix.scan.chunk-size=1 KiB")
                        .status())
                .isZero();
        assertThat(reports.stream().map(results::text).toList()).isEqualTo(before);
    }
}
