package io.ordermatrix.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermatrix.cube.Rollup;
import io.ordermatrix.testkit.CommandLineRun;
import io.ordermatrix.testkit.DuckDb;
import io.ordermatrix.testkit.Fuzz;
import io.ordermatrix.testkit.RandomRun;
import io.ordermatrix.testkit.RealData;
import io.ordermatrix.testkit.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every rollup equals what DuckDB computes over the same file. */
class RollupsAgainstDuckDbTest {
    @TempDir
    private Path folder;

    @Test
    void ofRealData() throws SQLException {
        Path file = RealData.file(RealData.LAST_STATES);
        assertRollups(file, "TRUE");
    }

    @Test
    void ofRealDataWithDecimalPrices() throws SQLException {
        assertRollups(RealData.file(RealData.EVENTS_OF_69), "TRUE");
    }

    @Test
    void ofGeneratedDataWithASelection() throws SQLException {
        Path file = folder.resolve("orders.csv");
        assertThat(CommandLineRun.of(
                                "generate",
                                "--output",
                                file,
                                "--rows",
                                60_000,
                                "--dates",
                                4,
                                "--securities",
                                30,
                                "--seed",
                                7)
                        .status())
                .isZero();
        assertRollups(file, "TRUE");
        assertRollups(
                file,
                "trade_date >= DATE '2024-09-03' AND participantid IN (69, 1, 2, 3, 4) AND exchangeordertype IN (0, 2048)"
                        + " AND local_second % 86400 >= 36000 AND local_second % 86400 < 57600",
                "--from",
                "2024-09-03",
                "--participant",
                "69,1,2,3,4",
                "--order-type",
                "0,2048",
                "--hours",
                "10:00-16:00");
    }

    @Test
    void ofRandomFilesWithRandomSelections() throws SQLException, IOException {
        for (long seed : Fuzz.seedsOfRuns("RollupsAgainstDuckDbTest", 2).toArray()) {
            RandomRun run = RandomRun.of(seed);
            Path file = Files.writeString(folder.resolve("random.csv"), run.text());
            try {
                compare(file, run.condition(), run.options().toArray(String[]::new));
            } catch (AssertionError | SQLException failure) {
                throw new AssertionError(
                        "-Dordermatrix.fuzz-runs=1 -Dordermatrix.fuzz-seed=" + seed + ": " + run.options(), failure);
            }
        }
    }

    private void assertRollups(Path file, String condition, String... selection) throws SQLException {
        assertThat(compare(file, condition, selection)).isPositive();
    }

    /** Returns the number of kept events, which is the same in all reports. */
    private long compare(Path file, String condition, String... selection) throws SQLException {
        Path output = folder.resolve("results");
        Object[] arguments = Stream.concat(
                        Stream.of("run", "--input", file, "--output", output, "--overwrite"), Stream.of(selection))
                .toArray();
        CommandLineRun run = CommandLineRun.of(arguments);
        Results results = new Results(output);
        if (results.rows("kept") > 0) {
            assertThat(run.err()).isEmpty();
        } else {
            assertThat(run.err()).startsWith("The selection keeps none of ");
        }
        for (Rollup rollup : Rollup.values()) {
            assertAgrees(rollup, results, DuckDb.report(file, rollup.keys(), condition));
        }
        assertThat(results.csv("matrix.csv").stream()
                        .mapToLong(cell -> Long.parseLong(cell.get("events")))
                        .sum())
                .isEqualTo(results.rows("kept"));
        return results.rows("kept");
    }

    private static void assertAgrees(Rollup rollup, Results results, List<Map<String, Object>> expected) {
        List<Map<String, String>> rows = results.csv(rollup.label() + ".csv");
        // Buckets are sorted by size, not by label.
        if (rollup == Rollup.BY_ORDER_SIZE) {
            rows.sort(Comparator.comparing(row -> row.get("size_bucket")));
        }
        assertThat(rows).as(rollup.label()).hasSameSizeAs(expected);
        for (int at = 0; at < rows.size(); at++) {
            Map<String, String> row = rows.get(at);
            Map<String, Object> other = expected.get(at);
            assertThat(row.keySet()).as(rollup.label()).containsExactlyElementsOf(other.keySet());
            for (String column : row.keySet()) {
                assertThat(DuckDb.agrees(row.get(column), other.get(column)))
                        .as(
                                "%s row %d: %s is %s, DuckDB has %s",
                                rollup, at, column, row.get(column), other.get(column))
                        .isTrue();
            }
        }
    }
}
