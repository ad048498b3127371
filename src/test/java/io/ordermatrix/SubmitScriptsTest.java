package io.ordermatrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scripts that start Spark with a command of the program. */
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

    private static final String OPTIONS = """
            set -euo pipefail
            home=$PWD
            source submit/common.sh
            configuration_options "$@"
            """;

    private static final String MEGABYTES = """
            set -euo pipefail
            home=$PWD
            source submit/common.sh
            input_megabytes "$@"
            """;

    /** With a program that knows no option {@code --wrong}. */
    private static final String READY = """
            set -euo pipefail
            home=$PWD
            source submit/common.sh
            ordermatrix() { [[ $1 == plan && " $* " != *" --wrong "* ]]; }
            spark_options=()
            split_arguments "$@"
            if is_ready "${command_line[@]}"; then echo yes; else echo no; fi
            """;

    private static final String NOTICE = """
            set -euo pipefail
            home=$PWD
            source submit/common.sh
            printf "$1" | tr + ' ' | without_vector_notice
            """;

    /** The collector of a JVM that has the first argument from the environment. */
    private static final String COLLECTOR = """
            set -euo pipefail
            unset JDK_JAVA_OPTIONS _JAVA_OPTIONS
            export JAVA_TOOL_OPTIONS=$1
            home=$PWD
            source submit/common.sh
            "$(java_command)" $(collector Parallel) -XX:+PrintFlagsFinal -version 2>/dev/null \\
              | grep -Eo 'Use(Parallel|Serial|G1)GC +:?= true' | cut -d ' ' -f 1
            """;

    /** The archives of classes for a jar as it is, later, and after it got another time. */
    private static final String ARCHIVES = """
            set -euo pipefail
            root=$PWD
            home=$1
            source "$root/submit/common.sh"
            classpath_file=/dev/null
            jar=$home/any.jar
            java_release=25
            jar_checksum=1
            archive_kind=aot
            touch -t 202601020304 "$jar"
            class_archive
            class_archive
            touch -t 202601020305 "$jar"
            class_archive
            """;

    /** Two scripts that need the same thing in the folder of the first argument, one of which makes it. */
    private static final String SIDE_BY_SIDE = """
            set -euo pipefail
            root=$PWD
            home=$1
            source "$root/submit/common.sh"
            command -v flock >/dev/null || { echo "no flock" && exit; }
            make() {
              if [ -e "$home/thing" ]; then return; fi
              sleep 0.3
              touch "$home/thing"
              echo made
            }
            in_turn things make &
            in_turn things make &
            wait
            (in_turn things false) || echo "passes on a failure"
            """;

    /** The words that start Spark from a folder with spaces in its name: without SPARK_HOME, a bar, and with it. */
    private static final String SPACES = """
            set -euo pipefail
            root=$PWD
            home="$1/two words"
            mkdir -p "$home/target"
            source "$root/submit/common.sh"
            exec() { printf '%s\n' "$@"; }
            launch_settings() { echo driver_memory=1g; }
            jar=$home/any.jar
            echo "$home/spark.jar" >"$classpath_file"
            archive_options=("-XX:AOTCache=$home/target/classes.aot")
            compiler_options=(-XX:TieredStopAtLevel=1)
            without_vectors=yes
            jvm_options=() spark_options=()
            (unset SPARK_HOME && start_spark run)
            echo '|'
            (SPARK_HOME="$home/spark" && start_spark run)
            """;

    /** The jar of a folder that has those of two versions, the older of which was built last. */
    private static final String JARS = """
            set -euo pipefail
            root=$PWD
            home=$1
            source "$root/submit/common.sh"
            mkdir -p "$home/target"
            sed 's|<version>0[.]1[.]0</version>|<version>9.8.7</version>|' "$root/pom.xml" >"$home/pom.xml"
            touch "$home/target/ordermatrix-9.8.7.jar" "$home/target/ordermatrix-0.1.0.jar"
            find_jar
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
        assertThat(lines(SPLIT, arguments)).containsExactly(split.split(" "));
    }

    /** The keys of the configuration decide how large the JVM is; what is read and written does not. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            run --input a b --output c --keep-orders;           ''
            run --preset laptop --input a;                      --preset laptop
            run --config=my.conf --hours 10:00-16:00;           --config=my.conf
            run -Dspark.ordermatrix.mode=sequential --input a;  -Dspark.ordermatrix.mode=sequential
            run --input a --conf spark.ordermatrix.local.workers=1 --quiet; --conf spark.ordermatrix.local.workers=1
            run --preset;                                       --preset
            """)
    void onlyConfigurationDecidesAboutTheJvm(String arguments, String options)
            throws IOException, InterruptedException {
        assertThat(lines(OPTIONS, arguments)).containsExactly(options.isEmpty() ? new String[0] : options.split(" "));
    }

    @Test
    void inputIsMeasuredWhereItIsOnThisMachine(@TempDir Path folder) throws IOException, InterruptedException {
        Files.write(folder.resolve("one.csv"), new byte[3 << 20]);
        Files.write(folder.resolve("two.csv"), new byte[4 << 20]);
        assertThat(megabytes("run --input %s/one.csv --output %s".formatted(folder, folder)))
                .isEqualTo("3");
        assertThat(megabytes("run --input %s/one.csv %s/two.csv --quiet".formatted(folder, folder)))
                .isEqualTo("7");
        assertThat(megabytes("run --quiet --input=%s/two.csv".formatted(folder)))
                .isEqualTo("4");
        assertThat(megabytes("run --output o --input %s/*.csv".formatted(folder)))
                .isEqualTo("7");
        assertThat(Integer.parseInt(megabytes("run --input " + folder))).isBetween(7, 8);
        assertThat(megabytes("run --output " + folder)).isEmpty();
        assertThat(megabytes("run --input hdfs://host/orders")).isEmpty();
        assertThat(megabytes("run --input %s/one.csv %s/missing.csv".formatted(folder, folder)))
                .isEmpty();
        Files.write(folder.resolve("three.csv.gz"), new byte[1 << 20]);
        assertThat(megabytes("run --input " + folder)).as("compressed").isEmpty();
    }

    /** What makes an archive of classes. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            run --input a --output b;             yes
            run --input a --wrong;                no
            run --help;                           no
            report --run a;                       yes
            --conf spark.ui.port=4050 run --wrong; yes
            run --save-config f --wrong;          yes
            """)
    void aCommandThatOnlySaysWhatIsWrongPreparesNothing(String arguments, String ready)
            throws IOException, InterruptedException {
        assertThat(lines(READY, arguments)).containsExactly(ready);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
            WARNING:+Using+incubator+modules:+jdk.incubator.vector\\nerror:+one\\nerror:+two\\n;error: one|error: two
            WARNING:+Using+incubator+modules:+jdk.incubator.vector\\n;''
            error:+one\\nWARNING:+Using+incubator+modules:+jdk.incubator.vector\\n;error: one|WARNING: Using incubator modules: jdk.incubator.vector
            error:+one;error: one
            """)
    void onlyTheNoticeOfTheVectorApiIsLeftOut(String printed, String left) throws IOException, InterruptedException {
        assertThat(String.join("|", lines(NOTICE, printed))).isEqualTo(left);
    }

    @ParameterizedTest
    @CsvSource({"-Dnothing=1, UseParallelGC", "-XX:+UseSerialGC, UseSerialGC"})
    void theEnvironmentMayChooseTheCollector(String given, String collector) throws IOException, InterruptedException {
        assertThat(lines(COLLECTOR, given)).containsExactly(collector);
    }

    @Test
    void aJarThatWasTouchedNeedsAnotherArchive(@TempDir Path folder) throws IOException, InterruptedException {
        List<String> archives = lines(ARCHIVES, folder.toString());
        assertThat(archives).hasSize(3).allMatch(archive -> archive.startsWith(folder + "/target/classes-"));
        assertThat(archives.get(1)).isEqualTo(archives.get(0));
        assertThat(archives.get(2)).isNotEqualTo(archives.get(0));
        assertThat(archives.get(2).replaceFirst("-[^-]*$", ""))
                .as("of one kind, so that the older one is deleted")
                .isEqualTo(archives.get(0).replaceFirst("-[^-]*$", ""));
    }

    @Test
    void optionsWithSpacesStayWhole(@TempDir Path folder) throws IOException, InterruptedException {
        List<String> words = lines(SPACES, folder.toString());
        String home = folder + "/two words";
        String logging = "-Dlog4j2.configurationFile=" + home + "/conf/log4j2.properties";
        String archive = "-XX:AOTCache=" + home + "/target/classes.aot";
        assertThat(words.subList(0, words.indexOf("|"))).contains(logging, archive);
        // spark-submit takes apart what it is given for the driver, and respects quotes.
        assertThat(words.subList(words.indexOf("|"), words.size()))
                .contains(home + "/spark/bin/spark-submit")
                .anyMatch(word -> word.contains(" \"" + logging + "\" \"" + archive + "\" "));
    }

    @Test
    void theJarIsThatOfThisVersion(@TempDir Path folder) throws IOException, InterruptedException {
        assertThat(lines(JARS, folder.toString())).containsExactly(folder + "/target/ordermatrix-9.8.7.jar");
    }

    @Test
    void whatTwoScriptsNeedIsMadeOnce(@TempDir Path folder) throws IOException, InterruptedException {
        List<String> printed = lines(SIDE_BY_SIDE, folder.toString());
        assumeFalse(printed.contains("no flock"), "This system has no flock, with which scripts wait for each other");
        assertThat(printed).containsExactly("made", "passes on a failure");
    }

    private static String megabytes(String arguments) throws IOException, InterruptedException {
        return String.join(" ", lines(MEGABYTES, arguments));
    }

    private static List<String> lines(String script, String arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash", "-c", script, "bash"));
        command.addAll(List.of(arguments.split(" ")));
        Process shell = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as(printed).isZero();
        return printed.lines().toList();
    }
}
