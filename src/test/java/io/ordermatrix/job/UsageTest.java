package io.ordermatrix.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ordermatrix.testkit.CommandLineRun;
import io.ordermatrix.testkit.OrderCsv;
import io.ordermatrix.testkit.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Valid and invalid command lines and configurations. */
class UsageTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --from 2024-09-06 --to 2024-09-05 | selection.from
            --date 2024-13-01                 | selection.dates
            --hours 16:00-10:00               | selection.hours
            --security 12x                    | selection.securities
            --zone Mars/Olympus               | selection.zone
            --engine polars                   | scan.engine
            --conf spark.ordermatrix.reject.max-shre=1 | reject.max-share
            """)
    void aWrongOptionIsAOneLineErrorThatNamesTheKey(String options, String culprit) throws IOException {
        Path input = new OrderCsv().row().writeTo(folder.resolve("orders.csv"));
        Path output = folder.resolve("results");
        CommandLineRun run = CommandLineRun.of(
                (Object[]) ("run --input " + input + " --output " + output + " " + options).split(" "));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errorLines())
                .singleElement()
                .asString()
                .startsWith("error: ")
                .contains(culprit);
        assertThat(output).doesNotExist();
    }

    @Test
    void everyProblemOfAFileIsReportedAtOnceWithItsLine() throws IOException {
        Path config = Files.writeString(folder.resolve("job.conf"), """
                selection {
                  securites = [1]
                  from = 2024-09-31
                }
                reject.max-share = 2
                """);
        CommandLineRun run = CommandLineRun.of("run", "--config", config);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errorLines()).hasSize(5);
        assertThat(run.err())
                .contains("job.conf: 2: selection.securites")
                .contains("did you mean selection.securities?")
                .contains("job.conf: 3: selection.from")
                .contains("job.conf: 5: reject.max-share")
                .contains("input")
                .contains("output");
    }

    @Test
    void aListWithSpacesIsExplained() {
        CommandLineRun run =
                CommandLineRun.of("run", "--input", "a", "--output", "b", "--security", "110621,", "118540");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("118540", "Write a list without spaces, or quote it: --security 110621,118540");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            run --overwrite --input a --output b --overwrite | option '--overwrite' should be specified only once
            run --update --update --input a --output b       | option '--update' should be specified only once
            run --quiet --quiet --input a --output b         | option '--quiet' should be specified only once
            run --input a --output b --output b              | option '--output' (DIR) should be specified only once
            run --overwrite --update --input a --output b    | --overwrite, --update are mutually exclusive (specify only one)
            """)
    void anOptionThatIsGivenTwiceIsNamed(String arguments, String problem) {
        CommandLineRun run = CommandLineRun.of((Object[]) arguments.split(" "));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errorLines()).containsExactly("error: " + problem, "Try 'ordermatrix run --help'.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                  | Missing command
            rum                 | rum
            run --inptu a       | --inptu
            generate --rows 10  | --output
            generate --output x --rows -1 | rows must be
            generate --output x --rows 10 --corrupt 2 | corrupt must be
            run -Dspark.executor.cores=2 --input a --output b | spark.ordermatrix.
            """)
    void wrongUsageIsExitStatus2(String arguments, String culprit) {
        CommandLineRun run = CommandLineRun.of((Object[]) (arguments.isEmpty() ? new String[0] : arguments.split(" ")));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errorLines().get(0)).startsWith("error: ").contains(culprit);
    }

    @ParameterizedTest
    @CsvSource({"laptop, 2, 256000000", "workstation, 7, 400000000", "server, 30, 2000000000"})
    void planShowsTheSettingsForAMachine(String preset, int workers, long chunkBytes) throws IOException {
        CommandLineRun run = CommandLineRun.of("plan", "--preset", preset, "--json");
        assertThat(run.err()).isEmpty();
        JsonNode plan = new ObjectMapper().readTree(run.out());
        assertThat(plan.at("/workers").asInt()).isEqualTo(workers);
        assertThat(plan.at("/chunk_bytes").asLong()).isEqualTo(chunkBytes);
        assertThat(plan.at("/hardware/cores").asInt())
                .isEqualTo(Runtime.getRuntime().availableProcessors());
        CommandLineRun text = CommandLineRun.of("plan", "--preset", preset);
        assertThat(text.status()).as(text.err()).isZero();
        assertThat(text.out()).containsPattern("workers +" + workers + " ").containsPattern("files +0\n");
    }

    @Test
    void planShowsTheMatrixAndRunsNothing() throws IOException {
        Path input = new OrderCsv().row().writeTo(folder.resolve("orders.csv"));
        Path output = folder.resolve("results");
        CommandLineRun run = CommandLineRun.of(
                "plan",
                "--input",
                input,
                "--output",
                output,
                "--security",
                "1,2,3",
                "--from",
                "2024-01-01",
                "--to",
                "2024-01-03");
        assertThat(run.status()).isZero();
        assertThat(run.out()).containsPattern("cells +9").containsPattern("2 +2024-01-02 +PENDING");
        assertThat(output).doesNotExist();
    }

    @Test
    void aSavedConfigurationRunsTheSameJob() throws IOException {
        Path input = new OrderCsv().row().row("security_code", 5).writeTo(folder.resolve("orders.csv"));
        Path saved = folder.resolve("saved.json");
        assertThat(CommandLineRun.of(
                                "run",
                                "--input",
                                input,
                                "--output",
                                folder.resolve("first"),
                                "--security",
                                5,
                                "--save-config",
                                saved)
                        .status())
                .isZero();
        CommandLineRun again = CommandLineRun.of("run", "--config", saved, "--output", folder.resolve("second"));
        assertThat(again.err()).isEmpty();
        assertThat(new Results(folder.resolve("second")).rows("kept")).isEqualTo(1);
        assertThat(new Results(folder.resolve("second")).text("by_security.csv"))
                .isEqualTo(new Results(folder.resolve("first")).text("by_security.csv"));
    }

    @Test
    void quietPrintsNothing() throws IOException {
        Path input = new OrderCsv().row().writeTo(folder.resolve("orders.csv"));
        CommandLineRun run =
                CommandLineRun.of("run", "--input", input, "--output", folder.resolve("results"), "--quiet");
        assertThat(run.out() + run.err()).isEmpty();
        assertThat(run.status()).isZero();
    }
}
