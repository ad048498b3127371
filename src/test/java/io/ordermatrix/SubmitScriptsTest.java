package io.ordermatrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scripts that pass options to spark-submit and a command to the program. */
class SubmitScriptsTest {
    /** Prints the options, a bar, and the command with its arguments, one word per line. */
    private static final String SPLIT = """
            set -euo pipefail
            home=$PWD
            source submit/common.sh
            spark_options=()
            split_arguments "$@"
            printf '%s\\n' ${spark_options[@]+"${spark_options[@]}"} '|' ${command_line[@]+"${command_line[@]}"}
            """;

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            run --input a;                                      | run --input a
            --conf spark.ui.port=4050 run --input a;            --conf spark.ui.port=4050 | run --input a
            --queue run run --input plan;                       --queue run | run --input plan
            --name report --queue generate plan --json;         --name report --queue generate | plan --json
            --conf=spark.app.name=run run;                      --conf=spark.app.name=run | run
            --supervise run;                                    --supervise | run
            --verbose --load-spark-defaults report --run r;     --verbose --load-spark-defaults | report --run r
            rum --input a;                                      | rum --input a
            --help;                                             | --help
            -Dspark.ordermatrix.mode=sequential run;            | -Dspark.ordermatrix.mode=sequential run
            --queue;                                            --queue |
            """)
    void sparkOptionsEndWhereTheCommandBegins(String arguments, String split) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash", "-c", SPLIT, "bash"));
        command.addAll(List.of(arguments.split(" ")));
        Process shell = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as(printed).isZero();
        assertThat(printed.lines()).containsExactly(split.split(" "));
    }
}
